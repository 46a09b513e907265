"""A pytest plugin: how several processes share the whole suite, as `.ci/test` has it run.

Each process has a database of its own on the server of `tests.embedded_database`. A file
stays in one process, for the sake of its fixtures, and so do the files that use the one
running service of the session. Whatever takes long begins first.
"""

from __future__ import annotations

import pytest
from xdist.scheduler import LoadScopeScheduling

SERVICE = "the session's service"
USERS_OF_THE_SERVICE = {
    f"tests/e2e/test_{name}.py"
    for name in (
        "admin_browser",
        "browser",
        "docs",
        "main_job",
        "understanding",
        "usage_browser",
    )
}
#: By the beginning of the path; all others follow.
LONG = (
    "tests/e2e/test_durability.py",
    "tests/e2e/",
    "tests/test_admin_walk.py",
    "tests/transcriptions/engines/",
)


class FilesTogether(LoadScopeScheduling):
    """Hands out file by file, in the order in which they were collected."""

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        return SERVICE if path in USERS_OF_THE_SERVICE else path


@pytest.hookimpl(optionalhook=True)  # without xdist there is no such hook
def pytest_xdist_make_scheduler(config, log):
    config.option.loadscopereorder = False
    return FilesTogether(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    if not hasattr(config, "workerinput"):
        return  # one process: nothing waits for the longest file
    items.sort(key=rank)


def rank(item):
    return next(
        (n for n, start in enumerate(LONG) if item.nodeid.startswith(start)), len(LONG)
    )
