from collections.abc import Iterator

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread

from tests.own_database import db, own_database

__all__ = ["db", "own_database"]


@pytest.fixture
def site(own_database: None) -> Iterator[str]:
    """A real server on the test's own database; its address without a slash at the end."""
    server = LiveServerThread("127.0.0.1", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    assert server.error is None, server.error
    yield f"http://127.0.0.1:{server.port}"
    server.terminate()
