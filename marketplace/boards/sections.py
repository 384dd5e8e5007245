"""What other apps have to say on a venture's page, to those who are in it: each adds it in its AppConfig.ready()."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from commons.people.models import Member

from .may import Role, works_in
from .models import Venture
from .turns import Turn

Context = Callable[[HttpRequest, Venture, Role], dict[str, object] | None]
Turning = Callable[[Member, Venture], Turn | None]


@dataclass(frozen=True)
class Section:
    template: str
    context: Context
    stream: Callable[[int], str] | None
    facts: str


_sections: dict[str, Section] = {}
_turnings: list[Turning] = []


def section_of_venture(template: str, context: Context, stream: Callable[[int], str] | None = None, facts: str = "") -> None:
    """Show `template` below whose turn it is with what `context(request, venture, role)` gives; nothing where it gives None.

    The page of whoever works in it follows `stream(venture_id)`, too, and is asked for again after these facts.
    """
    _sections[template] = Section(template, context, stream, facts)


def turn_in_venture(turning: Turning) -> None:
    """Let `turning(member, venture)` say whose turn it is, for who works in it; None where it has nothing to say."""
    _turnings.append(turning)


def sections_of(request: HttpRequest, venture: Venture, role: Role | None) -> list[SafeString]:
    """The sections, rendered; none for who only looks at it from without."""
    if role is None:
        return []
    given = ((section.template, section.context(request, venture, role)) for section in _sections.values())
    return [render_to_string(template, context, request) for template, context in given if context is not None]


def followed_in(venture: Venture, role: Role | None) -> dict[str, str]:
    """The streams her page follows beside the venture's own, and after which facts it is asked for again."""
    followed: dict[str, str] = {}
    for section in _sections.values() if works_in(role) else ():
        if section.stream:
            stream = section.stream(venture.pk)
            followed[stream] = f"{followed.get(stream, '')} {section.facts}".strip()
    return followed


def turn_elsewhere(member: Member, venture: Venture) -> Turn | None:
    """The first that is hers; else the first that waits for another."""
    turns = [turn for turning in _turnings if (turn := turning(member, venture)) is not None]
    return next((turn for turn in turns if turn.whose == "hers"), turns[0] if turns else None)
