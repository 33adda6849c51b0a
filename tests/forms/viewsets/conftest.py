import pytest
from django.test import Client

from tests.cast import Cast


@pytest.fixture
def office(client: Client, cast: Cast) -> Client:
    client.force_login(cast.dora)
    return client
