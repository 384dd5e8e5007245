"""A small app of the tests' own: facts to record, and listeners that tell what they heard."""

import os
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from commons.journal.facts import Fact
from commons.journal.listening import on, on_stream
from commons.journal.models import Entry


@dataclass(frozen=True, kw_only=True)
class BreadBaked(Fact, name="tests.bread.baked"):
    """Bread is out of the oven; nobody listens."""

    loaves: int
    by: int | None = None


@dataclass(frozen=True, kw_only=True)
class TeaPoured(Fact, name="tests.tea.poured"):
    """Tea is poured; one listens at once, a timer reminds an hour later."""

    cups: int


@dataclass(frozen=True, kw_only=True)
class WaterFetched(Fact, name="tests.water.fetched"):
    """Someone is at the well; it takes her long."""


heard: list[tuple[str, int]] = []
deaf: set[int] = set()


@on(TeaPoured.name)
def come_to_the_table(entry: Entry) -> None:
    """Tells it to the test: in the list, and in the file TABLE where a worker of its own runs."""
    if table := os.environ.get("TABLE"):
        sit_down(Path(table), entry)
    if entry.data["cups"] in deaf:
        raise RuntimeError("I didn't hear.")
    heard.append(("come", entry.seq))


@on(TeaPoured.name, after=timedelta(hours=1))
def wash_the_cups(entry: Entry) -> None:
    heard.append(("wash", entry.seq))


@on(TeaPoured.name, after=lambda entry: entry.at + timedelta(minutes=entry.data["cups"]) if entry.data["cups"] > 1 else None)
def pour_again(entry: Entry) -> None:
    """After a minute for each cup; not for a single one."""
    heard.append(("again", entry.seq))


@on(WaterFetched.name, slow=True)
def carry_home(entry: Entry) -> None:
    heard.append(("carry", entry.seq))


@on_stream("tests.garden")
def look_out(entry: Entry) -> None:
    """Whatever happens in the garden."""
    heard.append((entry.fact, entry.seq))


def sit_down(table: Path, entry: Entry) -> None:
    """Writes when it begins and when it is done; between them it waits as long as the file `table.wait` is there."""
    with table.open("a") as file:
        file.write(f"{entry.seq} begun by {os.getpid()}\n")
    while table.with_suffix(".wait").exists():
        time.sleep(0.02)
    with table.open("a") as file:
        file.write(f"{entry.seq} done by {os.getpid()}\n")
