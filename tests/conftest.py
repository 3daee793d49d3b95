"""No test reaches a network; a test that needs loopback says so with `pytest.mark.allow_hosts(LOOPBACK)`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import pytest_socket
from hypothesis import settings

settings.register_profile("factmill", deadline=None)  # no test asserts a wall-clock time
settings.load_profile("factmill")


@pytest.fixture(autouse=True)
def no_network(request: pytest.FixtureRequest) -> Iterator[None]:
    """Sockets of this process are refused but for local ones (AF_UNIX), which processes talk by."""
    if request.node.get_closest_marker("allow_hosts") is None:
        pytest_socket.disable_socket(allow_unix_socket=True)
    yield
    pytest_socket.enable_socket()
