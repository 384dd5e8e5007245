"""Whose turn it is to agree how to share, or to say whether it is so: a card on the venture's page, and on the agreement's."""

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from commons.people.models import Member
from marketplace.boards.models import Venture
from marketplace.boards.turns import Turn

from .agreed import Standing
from .reading import Waiting
from .saying import question_of


def turn_to_agree(at: Standing, member: Member) -> Turn | None:
    """For the venture's page: where her word is waited for, or another's; nothing where all is agreed, or she is alone."""
    if at.venture.is_closed or len(at.partners) < 2 or (at.in_force and not at.offered):
        return None
    return turn_of(at, member)


def turn_to_confirm(waiting: Waiting, member: Member, venture: Venture) -> Turn | None:
    """For the same page: what of the money waits for her word."""
    if waiting.first is None:
        return None
    page = reverse("ledger:money", args=[venture.pk])
    return Turn("hers", _("Your turn"), question_of(waiting.first, member), _("Is it so?"), "go", url=page, word=_("Look at it"))


def turn_of(at: Standing, member: Member) -> Turn:
    """Whose it is; where "go" leads on the agreement's own page its template knows better."""
    page, anew = (reverse(f"ledger:{name}", args=[at.venture.pk]) for name in ("agreement", "offer"))
    if at.venture.is_closed:
        return Turn("over", "", _("Nothing more is agreed here"), _("This joint business is closed."))
    if at.waits is not None:
        if member.pk not in at.waits.agreed:
            what = _("%(name)s says how you could share") % {"name": at.waits.made_by.name}
            return Turn("hers", _("Your turn"), what, _("It counts once all of you have agreed."), "go", url=page, word=_("Look at it"))
        names = get_text_list([woman.name for woman in at.awaited], _("and"))
        what = _("Waits for %(names)s") % {"names": names}
        return Turn("waiting", _("Their turn"), what, _("You have agreed."), "go", url=page, word=_("Look at it"))
    if at.offered is not None or at.in_force is None:
        is_anew = at.offered is not None or at.has_lapsed
        note = _("Somebody has come or gone: agree anew.") if is_anew else _("Say how, and the others say whether they agree.")
        return Turn("hers", _("Your turn"), _("How shall we share?"), note, "go", url=anew, word=_("Say how"))
    return Turn("good", "", _("You share like this"), _("All of you have agreed."))
