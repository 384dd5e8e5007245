"""Several processes on an empty database: one step gets it ready, then all of them start at once."""

import os
import re
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from tests.servers.environment import ROOT
from tests.servers.product import Process, Product
from tests.servers.stores import database, wait_until

BIN = ROOT / "deploy" / "bin"


@pytest.fixture
def scaled(tmp_path):
    """The variables of an installation of several processes, in whose database is nothing yet."""
    if not os.environ.get("DATABASE_URL"):
        pytest.skip("several processes need PostgreSQL")
    with database(os.environ["DATABASE_URL"], f"empty_{uuid4().hex}") as url:
        yield {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "DATA_DIR": str(tmp_path), "DATABASE_URL": url}


@pytest.mark.both_databases
def test_prepared_once_they_all_start_at_once(scaled, tmp_path, processes):
    prepared = subprocess.run([BIN / "prepare"], env={**os.environ, **scaled}, capture_output=True, text=True, check=False)
    assert prepared.returncode == 0, prepared.stderr
    for name in ("serve-1", "serve-2"):
        product = Product(tmp_path, "uvicorn", scaled)
        product.command, product.log = [str(BIN / "serve")], tmp_path / f"{name}.log"
        processes.append(product)
    processes.append(Process([str(BIN / "work")], tmp_path / "work.log", scaled))
    for process in processes:
        Process.start(process)
    for product in processes[:2]:
        wait_until(product.is_well, seconds=30, what=f"it to answer; it wrote:\n{product.said()}")
        assert product.status("/readyz") == 200
    wait_until(processes[2].said, seconds=20, what="the worker to begin")
    assert [process.code for process in processes] == [None, None, None]
    assert not any("Traceback" in process.said() for process in processes)


@pytest.mark.both_databases
def test_one_of_several_migrates_nothing(scaled, tmp_path, processes):
    product = Product(tmp_path, "uvicorn", scaled)
    product.command = [str(BIN / "serve")]
    processes.append(product)
    product.start()
    with psycopg.connect(scaled["DATABASE_URL"]) as database:
        assert database.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)


def test_the_composed_ones_wait_until_it_is_done():
    text = (ROOT / "deploy" / "compose.yml").read_text()
    services = dict(re.findall(r"^  ([\w-]+):(.*?)(?=^ {0,2}\S)", text, re.MULTILINE | re.DOTALL))
    assert {"prepare", "serve-1", "serve-2", "work", "database", "redis"} <= set(services)
    assert "condition: service_healthy" in services["prepare"]
    assert "healthcheck:" in services["database"]
    for name in ("serve-1", "work"):
        assert "condition: service_completed_successfully" in services[name]
    assert "<<: *serve" in services["serve-2"]
    assert "depends_on" not in services["serve-2"]
