"""`/healthz` and `/readyz`."""

import json
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from commons.realtime import hub as hubs
from tests.servers.product import Process, Product
from tests.servers.stores import postgres


@pytest.mark.django_db
@pytest.mark.both_databases
def test_it_says_that_it_is_alive_and_ready(client, settings):
    settings.REDIS_URL = ""
    assert client.get("/healthz").status_code == 200
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json()) == (200, {"database": True, "bus": True, "draining": False})
    assert "no-store" in ready["Cache-Control"]


@pytest.mark.django_db
def test_without_its_bus_it_says_so_and_goes_on(client, settings):
    settings.REDIS_URL = "redis://localhost:1/0"
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json()["bus"]) == (200, False)


def test_without_its_file_it_is_not_ready_and_with_it_again_it_is(tmp_path, processes):
    product = started(tmp_path, processes, DATABASE_URL="", REDIS_URL="")
    assert readiness(product) == (200, True)
    file, away = tmp_path / "birge.sqlite3", tmp_path / "away"
    file.rename(away)
    file.mkdir()
    assert readiness(product) == (503, False)
    assert product.status("/healthz") == 200
    file.rmdir()
    away.rename(file)
    assert readiness(product) == (200, True)


def test_without_its_postgresql_it_is_not_ready(tmp_path, processes):
    with postgres() as database:
        product = started(tmp_path, processes, DATABASE_URL=database, REDIS_URL="")
        assert readiness(product) == (200, True)
    for _ in range(2):  # with a connection that its pool still has, and with none
        assert readiness(product) == (503, False)
    assert product.status("/healthz") == 200


@pytest.mark.django_db(transaction=True)
async def test_before_it_ends_it_is_ready_no_more(phone, async_client):
    await phone(None)
    assert (await async_client.get("/readyz")).status_code == 200
    hubs.current().is_draining = True
    ready = await async_client.get("/readyz")
    assert (ready.status_code, ready.json()["draining"]) == (503, True)


def started(data: Path, processes: list[Process], **variables: str) -> Product:
    """The product on a database of its own, which nobody else stands on."""
    product = Product(data, variables=variables)
    processes.append(product)
    product.start()
    return product


def readiness(product: Product) -> tuple[int, bool]:
    """The status of /readyz, and what it says of the database."""
    try:
        with urllib.request.urlopen(f"{product.url}/readyz", timeout=15) as answer:
            return answer.status, json.load(answer)["database"]
    except urllib.error.HTTPError as refusal:
        return refusal.code, json.load(refusal)["database"]
