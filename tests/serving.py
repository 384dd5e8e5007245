"""Servers on a test's database: started for the test, ended with it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.servers import environment

if TYPE_CHECKING:
    from tests.servers.nursery import Nursery
    from tests.servers.product import Process, Product

SERVED = pytest.StashKey[list["Process"]]()


@pytest.fixture
def processes(request: pytest.FixtureRequest) -> Iterator[list["Process"]]:
    """The processes of this test: they are ended with it, and their logs are shown when it fails."""
    request.node.stash[SERVED] = started = []
    yield started
    for process in started:
        process.kill()


@pytest.fixture
def serve(transactional_db: None, processes: list["Process"]) -> Callable[..., "Product"]:
    """Start the product on this test's database: `serve("uvicorn")`. Without Redis it is alone."""
    from tests.servers.product import Product

    def start(server: str = "daphne", **variables: str) -> "Product":
        product = Product(data(), server, {**environment.of_this_database(), **variables})
        processes.append(product)
        product.start()
        return product

    return start


@pytest.fixture(scope="session")
def nursery(django_db_setup: None) -> "Nursery":
    """Where servers on the database of these tests come from."""
    from tests.servers.nursery import Nursery

    return Nursery(environment.of_this_database())


@pytest.fixture
def served(transactional_db: None, processes: list["Process"], nursery: "Nursery") -> "Product":
    """The product as `make run` starts it, on this test's database."""
    from tests.servers.product import Product

    product = Product(data(), nursery=nursery)
    processes.append(product)
    product.start()
    return product


def data() -> Path:
    return Path(os.environ["DATA_DIR"])
