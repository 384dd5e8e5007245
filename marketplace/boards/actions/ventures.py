"""A venture as a whole: founded, changed, running, closed; and whether everybody may look at its board."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.limits import Limit, take
from commons.people.models import Member
from commons.people.texts import clean_lines, clean_texts, clean_title
from marketplace.catalog.actions.joint import close_joint_shop, reopen_joint_shop
from marketplace.catalog.codes import new_code

from ..beginnings import TEMPLATES, in_every_language
from ..facts import VentureChanged, VentureFounded
from ..may import may_found
from ..models import Card, Column, Partner, Venture
from ..refusals import VentureMoved
from .holding import fresh, kept_by, next_version
from .placing import STEP

State = Venture.State
FOUNDED = Limit("ventures founded", 5, timedelta(days=1))
CHOOSE = _("Choose what your board begins with.")
NAMELESS = _("Give it a name, so that others know what it is about.")


@dataclass(frozen=True)
class Plan:
    """What a venture is called and what it is about, by language code."""

    titles: Mapping[str, str]
    abouts: Mapping[str, str] = field(default_factory=dict)

    def cleaned(self) -> "Plan":
        """As it is kept. Raises Refused `invalid` or `too_long` with a sentence."""
        titles = clean_texts({code: clean_title(title) for code, title in self.titles.items()})
        if not titles:
            raise Refused("invalid", NAMELESS)
        return Plan(titles, clean_texts({code: clean_lines(about) for code, about in self.abouts.items()}))


def found_venture(member: Member, plan: Plan, key: UUID, template: str = "") -> Venture:
    """Begin one, with the columns and first cards of a template: she is its first steward. By the same key she gets the one she founded.

    Raises Refused: `forbidden`; `invalid` or `too_long` with a sentence; `slow_down`.
    """
    founder = fresh(member)
    if not may_found(founder):
        raise Refused("forbidden")
    if template not in TEMPLATES:
        raise Refused("invalid", CHOOSE)
    cleaned = plan.cleaned()
    founded = Venture.objects.filter(key=key, founded_by=founder)
    if (known := founded.first()) is not None:
        return known
    take((FOUNDED, str(founder.pk)))
    try:
        with atomic():
            titles, abouts = dict(cleaned.titles), dict(cleaned.abouts)
            venture = Venture.objects.create(key=key, titles=titles, abouts=abouts, lab=founder.lab, template=template, founded_by=founder)
            Partner.objects.create(venture=venture, member=founder, role=Partner.Role.STEWARD)
            _lay_out(venture, founder)
            record(VentureFounded(**said_of_venture(venture, founder), lab=venture.lab_id, member=founder.pk))
    except IntegrityError:  # her own second tap, at the same moment; or another's key
        if (known := founded.first()) is None:
            raise Refused("invalid") from None
        return known
    return venture


def change_venture(by: Member, venture_id: int, plan: Plan, expected_version: int) -> Venture:
    """Call it something else, say something else of it.

    Raises Refused: `forbidden`; `read_only` once it is closed; VentureMoved with the fresh one; `invalid` or `too_long` with a sentence.
    """
    cleaned = plan.cleaned()
    with atomic():
        keeper, venture = kept_by(by, venture_id, expected_version)
        if venture.is_closed:
            raise Refused("read_only")
        next_version(venture, titles=dict(cleaned.titles), abouts=dict(cleaned.abouts))
        record(VentureChanged(**said_of_venture(venture, keeper)))
    return venture


def begin_venture(by: Member, venture_id: int, expected_version: int) -> Venture:
    """From an idea to a business that runs. Raises Refused: `forbidden`; VentureMoved, also where it runs or is closed already."""
    return _go(by, venture_id, expected_version, (State.IDEA,), State.RUNNING)


def close_venture(by: Member, venture_id: int, expected_version: int) -> Venture:
    """Nothing more is written there, its shop is closed, no page is public; who is in it sees all. Raises Refused as beginning does."""
    return _go(by, venture_id, expected_version, (State.IDEA, State.RUNNING), State.CLOSED, closed_at=timezone.now(), public_code=None)


def reopen_venture(by: Member, venture_id: int, expected_version: int) -> Venture:
    """Go on with it, and with its shop. Raises Refused as beginning does."""
    return _go(by, venture_id, expected_version, (State.CLOSED,), State.RUNNING, closed_at=None)


def show_venture(by: Member, venture_id: int, expected_version: int) -> Venture:
    """Give its board a public page to read, under a fresh link: one there was before opens nothing any more. Raises Refused likewise."""
    return _show(by, venture_id, expected_version, new_code())


def hide_venture(by: Member, venture_id: int, expected_version: int) -> Venture:
    """Its public page is gone. Raises Refused likewise."""
    return _show(by, venture_id, expected_version, None)


def said_of_venture(venture: Venture, by: Member) -> dict[str, Any]:
    """What each fact about a venture as a whole says."""
    ids = {"venture": venture.pk, "version": venture.version, "state": str(venture.state)}
    return {"stream": venture.stream, "actor": by.actor, **ids}


def _lay_out(venture: Venture, founder: Member) -> None:
    for place, first in enumerate(TEMPLATES[venture.template].columns, 1):
        laid = Column.objects.create(venture=venture, titles=in_every_language(first.title), place=place)
        cards = [Card(venture=venture, column=laid, made_by=founder, titles=in_every_language(card)) for card in first.cards]
        for n, card in enumerate(cards, 1):
            card.position = n * STEP
        Card.objects.bulk_create(cards)


def _go(by: Member, venture_id: int, expected_version: int, before: tuple[State, ...], after: State, **columns: object) -> Venture:
    with atomic():
        keeper, venture = kept_by(by, venture_id, expected_version)
        if venture.state not in before:
            raise VentureMoved(venture)
        next_version(venture, state=after, **columns)
        changed = (close_joint_shop if after == State.CLOSED else reopen_joint_shop)(venture.stream, keeper)
        record(VentureChanged(**said_of_venture(venture, keeper)), *changed)
    return venture


def _show(by: Member, venture_id: int, expected_version: int, code: str | None) -> Venture:
    with atomic():
        keeper, venture = kept_by(by, venture_id, expected_version)
        if venture.is_closed:
            raise Refused("read_only")
        next_version(venture, public_code=code)
        record(VentureChanged(**said_of_venture(venture, keeper)))
    return venture
