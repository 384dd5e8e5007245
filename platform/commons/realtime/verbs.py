"""Verbs: what can be done over a socket. Each app's `sockets.py` registers its own."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from commons.journal.refusals import Refused
from commons.people.models import Member


@dataclass(frozen=True)
class Call:
    """One `do`: who asks, on which stream, under which key, with what."""

    member: Member
    stream: str
    key: UUID
    args: dict[str, Any]
    language: str

    @property
    def actor(self) -> str:
        return self.member.actor


Verb = Callable[[Call], Awaitable[int | None] | int | None]

VERBS: dict[str, Verb] = {}


def verb(name: str) -> Callable[[Verb], Verb]:
    """Register what answers this verb: it returns the seq for the ack (None without a fact) or raises Refused.

    A coroutine runs on the loop; a plain function in a small thread pool with the member's language active.
    """

    def register(function: Verb) -> Verb:
        VERBS[name] = function
        return function

    return register


def taken(call: Call, required: dict[str, type], optional: dict[str, type] | None = None) -> list[Any]:
    """The arguments in the order asked for, None for an optional one left out. Raises Refused `invalid` for anything else."""
    optional = optional or {}
    if not call.args.keys() <= required.keys() | optional.keys() or not required.keys() <= call.args.keys():
        raise Refused("invalid")
    for name, kind in (required | optional).items():
        value = call.args.get(name)
        if value is None and name in optional:
            continue
        if type(value) is not kind or (isinstance(value, int) and not 0 <= value < 2**63):
            raise Refused("invalid")
    return [call.args.get(name) for name in (required | optional)]
