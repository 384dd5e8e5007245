"""Guests and their private links: given with an order or a seat, taken away."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.journal.refusals import Refused

from ..codes import LONG, code_from, hash_of, new_seed
from ..facts import PassRevoked
from ..models import Guest, Pass

UNKNOWN = _("This link opens nothing, or not any more. Ask whoever sent it for a new one.")


def give_pass(guest: Guest, stream: str) -> Pass:
    """Let the guest in at this stream, as a part of the action that made what is there. An earlier link of hers stays the one."""
    known = Pass.objects.held(guest, stream)
    if known is None:
        _end(guest, stream)  # one whose time is over makes room
    return known or _make(guest, stream)


def find_pass(code: str) -> Pass:
    """The link of this code. Raises Refused `invalid` where it opens nothing.

    Wrong ones aren't counted: nobody guesses sixteen letters, and whoever tried would keep all guests out.
    """
    found = Pass.objects.good().select_related("guest").filter(code_hash=hash_of(code)).first()
    if found is None:
        raise Refused("invalid", UNKNOWN)
    return found


def led_to(code: str) -> str:
    """To which stream a link of this code led that was taken away; empty where there was none, or the guest has another in its place."""
    ended = Pass.objects.filter(code_hash=hash_of(code)).first()
    if ended is None or Pass.objects.filter(guest=ended.guest_id, stream=ended.stream, revoked_at=None).exists():
        return ""
    return ended.stream


def take_pass(guest: Guest, stream: str, actor: str | None) -> PassRevoked | None:
    """Have her link open nothing any more, as a part of the action that records the fact it returns; None where there was no link."""
    return PassRevoked(stream=guest.stream, actor=actor) if _end(guest, stream) else None


def change_pass(link: Pass, actor: str | None) -> tuple[Pass, PassRevoked]:
    """A new link in this one's place, which opens nothing any more; as a part of the action that records the fact.

    Raises Refused `forbidden` where this one had ended: whoever holds a dead link never comes by the new one.
    """
    if not Pass.objects.good().filter(pk=link.pk).update(revoked_at=timezone.now()):
        raise Refused("forbidden")
    return _make(link.guest, link.stream), PassRevoked(stream=link.guest.stream, actor=actor)


def mute_passes(guest: Guest, streams: Iterable[str], on: bool) -> None:
    """Have her look there and write no more, or (`on` is false) write again; as a part of another app's action. So is a later link."""
    Pass.objects.filter(guest=guest, stream__in=list(streams)).update(muted_at=timezone.now() if on else None)


def _end(guest: Guest, stream: str) -> int:
    return Pass.objects.filter(guest=guest, stream=stream, revoked_at=None).update(revoked_at=timezone.now())


def _make(guest: Guest, stream: str) -> Pass:
    seed, before = new_seed(), Pass.objects.filter(guest=guest, stream=stream).order_by("-pk").first()
    muted_at = before.muted_at if before else None
    return Pass.objects.create(guest=guest, stream=stream, seed=seed, code_hash=hash_of(code_from(seed, LONG)), muted_at=muted_at)
