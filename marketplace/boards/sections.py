"""What other apps say on a venture's page to those who are or were in it: each adds it in its AppConfig.ready(), and reads it once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from commons.people.models import Member

from .may import Role, works_in
from .models import Partner, Venture
from .turns import Turn


@dataclass(frozen=True)
class Told:
    """What one app says: whose turn it may be, for who works in it; and its sections, each a template with what it shows."""

    turns: Sequence[Turn] = ()
    sections: Sequence[tuple[str, dict[str, Any]]] = ()


Telling = Callable[[HttpRequest, Member, Venture, Role | None], Told]


@dataclass(frozen=True)
class Teller:
    tells: Telling
    stream: Callable[[int], str] | None
    facts: str


_tellers: list[Teller] = []


def tells_in_venture(telling: Telling, stream: Callable[[int], str] | None = None, facts: str = "") -> None:
    """Show below whose turn it is what `telling(request, member, venture, role)` says; without a role, to one who has left or is about to.

    The page of whoever works in it follows `stream(venture_id)`, too, and is asked for again after these facts.
    """
    _tellers.append(Teller(telling, stream, facts))


def told_in(request: HttpRequest, member: Member, venture: Venture, role: Role | None) -> list[Told]:
    """By each app; nothing for who only looks at it from without."""
    if role is None and not Partner.objects.filter(venture=venture, member=member).exists():
        return []
    return [teller.tells(request, member, venture, role) for teller in _tellers]


def sections_of(request: HttpRequest, told: Sequence[Told]) -> list[SafeString]:
    """The sections, rendered."""
    return [render_to_string(template, context, request) for one in told for template, context in one.sections]


def turn_elsewhere(told: Sequence[Told]) -> Turn | None:
    """The first that is hers; else the first that waits for another."""
    turns = [turn for one in told for turn in one.turns]
    return next((turn for turn in turns if turn.whose == "hers"), turns[0] if turns else None)


def followed_in(venture: Venture, role: Role | None) -> dict[str, str]:
    """The streams her page follows beside the venture's own, and after which facts it is asked for again."""
    tellers = _tellers if works_in(role) else []
    return {teller.stream(venture.pk): teller.facts for teller in tellers if teller.stream}
