"""The version of the program, as it signs requests and files."""

from importlib.metadata import PackageNotFoundError, version

try:
    VERSION = version("frontline-audit")
except PackageNotFoundError:  # run from a checkout that is not installed
    VERSION = "0+unknown"

SOFTWARE = f"Frontline/{VERSION}"
HOMEPAGE = "https://pypi.org/project/frontline-audit/"
