"""What storms need beside the servers."""

import pytest

from tests.servers.stores import Valkey


@pytest.fixture
def valkey():
    with Valkey() as started:
        yield started
