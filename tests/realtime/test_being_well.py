"""`/healthz` and `/readyz`."""

import pytest


@pytest.mark.django_db
@pytest.mark.both_databases
def test_it_says_that_it_is_alive_and_ready(client, settings):
    settings.REDIS_URL = ""
    assert client.get("/healthz").status_code == 200
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json()) == (200, {"database": True, "bus": True})
    assert "no-store" in ready["Cache-Control"]


@pytest.mark.django_db
def test_without_its_bus_it_is_not_ready(client, settings):
    settings.REDIS_URL = "redis://localhost:1/0"
    assert client.get("/readyz").status_code == 503
