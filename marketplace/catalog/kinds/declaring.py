"""The words in which a trade says what it needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal, NamedTuple

from django.utils.functional import Promise

Words = str | Promise
Type = Literal["number", "money", "choice", "choices", "line", "text"]


class Counted(StrEnum):
    """What a service has only so many of."""

    NOTHING = ""  # it is agreed upon
    WEEK = "week"  # pieces a week, of all services of the trade together; DayCapacity of its Monday
    DAY = "day"  # heads a day, likewise; DayCapacity
    SLOT = "slot"  # the places of a departure; Slot
    PIECES = "pieces"  # what is ready now; the Slot without a time


class Unit(NamedTuple):
    """What a number counts: `word` stands after a label, `counted` beside the number, in the form that goes with it."""

    word: Words
    counted: Words

    def said(self, n: int) -> str:
        return self.counted % {"n": n}


@dataclass(frozen=True, kw_only=True)
class Field:
    """One thing a trade asks for. Without a value it isn't shown; `private` ones are for who has an order.

    `unless` names another field and a value: where she said that there, this one says nothing.
    """

    name: str
    type: Type
    label: Words
    help: Words = ""
    unit: Unit | None = None
    required: bool = False
    default: Any = None
    least: int = 1
    most: int = 10_000
    choices: Mapping[str, Words] | None = None
    private: bool = False
    unless: tuple[str, str] | None = None

    def applies(self, details: Mapping[str, Any]) -> bool:
        """Whether it says something beside the others."""
        return self.unless is None or details.get(self.unless[0]) != self.unless[1]


@dataclass(frozen=True, kw_only=True)
class Trade:
    """A family of kinds under one icon. `capacity` is how much of it a shop takes at first, where it is counted by day or week."""

    name: str
    label: Words
    icon: str
    capacity: int = 0
    capacity_label: Words = ""
    capacity_unit: Words = ""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """What is offered. Its first unit is what a price is for unless she says otherwise.

    `notice` names the field that says how long ahead it is asked for, and in which unit it counts. `quoted` is agreed upon by a price
    offer; anything else has its price. `measured` asks for a measurement card.
    """

    name: str
    trade: str
    label: Words
    icon: str
    units: tuple[str, ...]
    counted: Counted = Counted.NOTHING
    quoted: bool = True
    measured: bool = False
    notice: tuple[str, Literal["days", "hours"]] | None = None
    fields: tuple[Field, ...] = ()

    @property
    def unit(self) -> str:
        return self.units[0]

    @property
    def capacity_name(self) -> str:
        """Under which name its days are counted: services that share hands share a count."""
        return self.trade if self.counted == Counted.WEEK else self.name

    def field(self, name: str) -> Field | None:
        return next((field for field in self.fields if field.name == name), None)

    def lead_days(self, details: Mapping[str, Any]) -> int:
        """How many days ahead it is asked for."""
        if self.notice is None:
            return 0
        name, unit = self.notice
        given = details.get(name) or 0
        return given if unit == "days" else -(-given // 24)
