"""A pytest plugin: the tests' own home folder and PostgreSQL, gone when they end.

Named in pyproject.toml, because Django's settings read the environment before any
conftest is loaded. With DATABASE_URL set, the tests use that server instead.
"""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from pathlib import Path

import pytest

from aitronos_site.lib import embedded_postgres

# A stopped run ends like an interrupted one, with everything put away.
signal.signal(signal.SIGTERM, signal.default_int_handler)

HOME = Path(tempfile.mkdtemp(prefix="aitronos-tests-"))
os.environ["AITRONOS_HOME"] = str(HOME)
# Tests of the limits set their own; the others call as often as they like.
os.environ["RATE_LIMIT_PER_MINUTE"] = os.environ["RATE_LIMIT_BURST"] = "1000000"
if not os.environ.get("DATABASE_URL"):
    server = embedded_postgres.connection(HOME / "postgres", durable=False)
    os.environ["DATABASE_URL"] = embedded_postgres.database_url(server)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure():
    embedded_postgres.stop(HOME / "postgres")
    shutil.rmtree(HOME, ignore_errors=True)
