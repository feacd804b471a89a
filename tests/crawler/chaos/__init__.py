"""A hostile web on loopback: every way a site goes wrong, each on its own address, with what the row must say."""

from tests.crawler.chaos import families as families
from tests.crawler.chaos.case import CASES, Case, Hosted
from tests.crawler.chaos.server import Record, Web, chaos_web, most_in_flight, pauses

__all__ = ["CASES", "Case", "Hosted", "Record", "Web", "chaos_web", "most_in_flight", "pauses"]
