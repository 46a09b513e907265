from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.servers import HttpsServer


@pytest.fixture
def server() -> Iterator[HttpsServer]:
    with HttpsServer() as running:
        yield running
