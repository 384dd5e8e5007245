"""Whose turn it is in a venture, in her words, and the one next thing to do: the card that stands first on its page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .may import Role
from .models import Offer, Partner, Venture

Whose = Literal["hers", "waiting", "good", "over"]
Deed = Literal["", "answer", "come", "withdraw", "bring", "invite", "begin", "board", "reopen", "go"]


@dataclass(frozen=True)
class Turn:
    """`deed` is what the card lets her do; `offer` what it is about, where it is one; `url` and `word` where "go" leads."""

    whose: Whose
    title: str
    what: str
    note: str = ""
    deed: Deed = ""
    offer: Offer | None = None
    url: str = ""
    word: str = ""


@dataclass(frozen=True)
class Standing:
    """What the card follows from. `waiting` are offers that she may answer, `hers` what she offered or was invited to; `elsewhere` is
    what another app has for her.
    """

    venture: Venture
    role: Role | None
    keeps: bool
    may_offer: bool
    women: Sequence[Partner]
    waiting: Sequence[Offer]
    hers: Sequence[Offer]
    cards: int
    elsewhere: Turn | None


def turn_of(at: Standing) -> Turn:
    """The card for whoever looks."""
    if at.venture.is_closed:
        deed: Deed = "reopen" if at.keeps else ""
        note = _("All that is in it can still be read.") if at.role else ""
        return Turn("over", "", _("This joint business is closed"), note, deed)
    invited = next((one for one in at.hers if one.state == Offer.State.INVITED), None)
    if invited is not None:
        return Turn("hers", _yours(), _("You are invited to be part of it"), _("Come in, or say at once what you bring."), "come", invited)
    if at.keeps and at.waiting:
        first = at.waiting[0]
        return Turn("hers", _yours(), _("%(name)s brings something") % {"name": first.member.name}, first.words, "answer", first)
    return _outside(at) if at.role is None else _inside(at)


def _outside(at: Standing) -> Turn:
    waiting = next((one for one in at.hers if one.state == Offer.State.MADE), None)
    if waiting is not None:
        note = _("Those who keep it read it, and you are told what they say.")
        return Turn("waiting", _("Their turn"), _("Your offer waits for an answer"), note, "withdraw", waiting)
    if at.may_offer:
        return Turn(
            "hers", _yours(), _("What could you bring?"), _("Your hands, a tool, a place, time or money: all of it counts."), "bring"
        )
    return Turn("over", "", _("You can look on here"))


def _inside(at: Standing) -> Turn:
    if at.role == Role.GUEST:
        return Turn("good", "", _("You look on, and may write into the first column"), deed="board")
    working = [one for one in at.women if not one.is_guest]
    if at.keeps and len(working) == 1:
        note = _("Send its link to those you trust, or invite women of any lab.")
        return Turn("hers", _yours(), _("Find those who do it with you"), note, "invite")
    if at.elsewhere and at.elsewhere.whose == "hers":
        return at.elsewhere
    if at.keeps and at.venture.state == Venture.State.IDEA and not at.elsewhere:
        women = ngettext("You are %(n)s woman", "You are %(n)s women", len(working)) % {"n": len(working)}
        return Turn("hers", _yours(), _("Shall it begin?"), _("%(women)s. Begin once you have agreed.") % {"women": women}, "begin")
    if at.cards:
        what = ngettext("%(n)s card waits for you", "%(n)s cards wait for you", at.cards) % {"n": at.cards}
        return Turn("hers", _yours(), what, "", "board")
    return at.elsewhere or Turn("good", "", _("Nothing waits for you"), "", "board")


def _yours() -> str:
    return _("Your turn")
