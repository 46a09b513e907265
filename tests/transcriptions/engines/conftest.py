from __future__ import annotations

import socket

import pytest


@pytest.fixture(scope="module")
def no_network():
    """Whatever is asked of the network fails the test that asks."""

    def refuse(*args, **kwargs):
        raise AssertionError("the network was asked")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        patch.setattr(socket, "getaddrinfo", refuse)
        yield
