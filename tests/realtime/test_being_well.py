"""`/healthz` and `/readyz`."""

import pytest

from commons.realtime import hub as hubs
from commons.realtime import views


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


@pytest.mark.django_db
def test_without_its_database_it_is_not_ready(client, monkeypatch):
    monkeypatch.setattr(views, "_database_answers", lambda: False)
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json()["database"]) == (503, False)


@pytest.mark.django_db(transaction=True)
async def test_before_it_ends_it_is_ready_no_more(phone, async_client):
    await phone(None)
    assert (await async_client.get("/readyz")).status_code == 200
    hubs.current().is_draining = True
    ready = await async_client.get("/readyz")
    assert (ready.status_code, ready.json()["draining"]) == (503, True)
