"""Loads, when it is imported, what every audit process wants: they are forked from a process that has it.

So a second process costs neither the second of loading nor the memory (some 140 MiB, most of it the model of languages).
The standard library's fork server can be told which modules to import, and nothing else.
"""

import gc
from contextlib import suppress
from importlib import import_module

from audits.store.parent import end_with_parent


def _load() -> None:
    end_with_parent()  # the fork server looks whether the run is still there only when all is loaded
    gc.disable()  # what is loaded now stays, and its memory stays shared while nobody looks through it
    from audits.derived.language import load_model
    from audits.registry import all_audits

    import_module("audits.run")
    all_audits()
    load_model()
    gc.freeze()


with suppress(Exception):  # each process loads it then, and says in the run's log what is amiss
    _load()
