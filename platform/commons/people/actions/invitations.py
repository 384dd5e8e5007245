"""Invitations: made by those who may, found by their code, taken back."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.journal.refusals import Refused
from commons.journal.writing import atomic

from .. import may
from ..codes import code_from, hash_of, new_seed
from ..limits import Limit, take, wait
from ..models import Invitation, Lab, Member
from . import afresh

Kind = Invitation.Kind

A_DAY = timedelta(days=1)
RUNS_FOR = {
    Kind.IN_PERSON: timedelta(minutes=10),
    Kind.LINK: timedelta(days=14),
    Kind.WORKSHOP: timedelta(hours=4),
    Kind.FOUNDER: timedelta(days=14),
    Kind.GATHERING: timedelta(minutes=10),  # used in the transaction that makes it
}
USES = {Kind.IN_PERSON: 1, Kind.LINK: 1, Kind.WORKSHOP: 40, Kind.FOUNDER: 1, Kind.GATHERING: 1}
PER_MEMBER = {
    Kind.IN_PERSON: Limit("in-person", 300, A_DAY),
    Kind.LINK: Limit("link", 40, A_DAY),
    Kind.WORKSHOP: Limit("workshop", 8, A_DAY),
}
OVER_ALL = Limit("invitations", 20_000, A_DAY)
WRONG_CODES = Limit("wrong codes", 20_000, timedelta(hours=1))  # over all: past it right and wrong are answered alike

UNKNOWN = _("There is no such invitation. Look at the code again, letter by letter.")
USED = _("This invitation was used already. Ask the woman who invited you for a new one.")
OVER = _("The time of this invitation is over. Ask the woman who invited you for a new one.")
NOT_HERS = _("Inviting is for coordinators, ambassadors and members whom a coordinator trusts.")


def make_invitation(by: Member, kind: str) -> Invitation:
    """A fresh invitation to her lab; its `code` is for her eyes. Raises Refused: `forbidden`, or `slow_down` past so many a day."""
    kind = Kind(kind)
    if kind not in PER_MEMBER or not may.may_invite(afresh.one(by)):
        raise Refused("forbidden", NOT_HERS)
    take((PER_MEMBER[kind], str(by.pk)), (OVER_ALL, ""))
    with atomic():
        Invitation.objects.filter(made_by=by, expires_at__lt=timezone.now() - A_DAY, arrivals=None).delete()
        return new_invitation(kind, by.lab, by)


def make_founder_invitation(lab: Lab) -> Invitation:
    """The way in for the first coordinator of a lab: she comes trusted, with the role."""
    with atomic():
        return new_invitation(Kind.FOUNDER, lab, None)


def find_invitation(code: str) -> Invitation:
    """The running invitation of this code, however it was typed. Raises Refused: `invalid` for none, `forbidden` for one that ended,
    `slow_down` for any after too many wrong ones.
    """
    wait(WRONG_CODES, "")
    invitation = Invitation.objects.select_related("made_by", "lab").filter(code_hash=hash_of(code)).first()
    if invitation is None:
        take((WRONG_CODES, ""))
        raise Refused("invalid", UNKNOWN)
    if invitation.has_ended or not (invitation.made_by is None or may.may_invite(invitation.made_by)):
        raise ended(invitation)
    return invitation


def ended(invitation: Invitation) -> Refused:
    """Why it lets nobody in any more: it was used, or its time is over."""
    return Refused("forbidden", USED if invitation.uses_left < 1 else OVER)


def take_back_invitation(by: Member, invitation: Invitation) -> None:
    """End it now. Raises Refused `forbidden` for who didn't make it."""
    with atomic():
        if not Invitation.objects.filter(pk=invitation.pk, made_by=by).update(expires_at=timezone.now()):
            raise Refused("forbidden")


def new_invitation(kind: Kind, lab: Lab, by: Member | None) -> Invitation:
    """One of this kind, as a part of an action."""
    seed = new_seed()
    return Invitation.objects.create(
        kind=kind,
        seed=seed,
        code_hash=hash_of(code_from(seed)),
        made_by=by,
        lab=lab,
        expires_at=timezone.now() + RUNS_FOR[kind],
        uses_left=USES[kind],
    )
