"""Certificates: made out by her who was there, under the name she chooses; looked up by anyone who holds one; taken back by a host."""

from datetime import timedelta

from django.db import IntegrityError
from django.utils import timezone

from commons.journal.facts import Fact
from commons.journal.queueing import in_turn
from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.clean import clean_name
from commons.people.codes import code_from, hash_of, new_seed
from commons.people.limits import Limit, take, wait
from commons.people.models import Guest, Member

from ..facts import CertificateGiven, CertificateRevoked
from ..may import may_have_certificate
from ..models import Certificate, Seat
from ..models.certificates import LENGTH
from .counting import ITSELF, told
from .holding import held_now

WRONG_CODES = Limit("wrong codes of certificates", 5_000, timedelta(hours=1))  # over all: past it right and wrong are answered alike


@in_turn
def give_certificate(seat: Seat, who: Member | Guest, name: str) -> Certificate:
    """Hers, with this name on it. Twice is once: the first name stays.

    Raises Refused: `forbidden` for whose seat it isn't, and where there is none to have; `invalid`, `too_long` for what is no name.
    """
    name = clean_name(name)
    if who.actor != seat.holder.actor:
        raise Refused("forbidden")
    try:
        with atomic():
            fresh = Seat.objects.select_for_update(of=("self",), no_key=True).select_related("gathering", "member", "guest").get(pk=seat.pk)
            if not may_have_certificate(fresh):
                raise Refused("forbidden")
            if (known := fresh.certificates.good().first()) is not None:
                return known
            seed = new_seed()
            made = Certificate.objects.create(seat=fresh, name=name, seed=seed, code_hash=hash_of(code_from(seed, LENGTH)))
            record(told(fresh, CertificateGiven, who.actor))
    except IntegrityError:  # she pressed twice at the same moment
        return seat.certificates.good().get()
    return made


@in_turn
def revoke_certificate(host: Member, seat: Seat) -> None:
    """It isn't good any more: its page says so. She may make out another. Twice is once. Raises Refused `forbidden`."""
    held_now(host, seat.gathering)
    with atomic():
        if facts := revoked(seat):
            record(*facts)


def revoked(seat: Seat) -> list[Fact]:
    """As a part of what takes it back: that it was there is said by a fact."""
    return [told(seat, CertificateRevoked, ITSELF)] if seat.certificates.good().update(revoked_at=timezone.now()) else []


def find_certificate(typed: str) -> Certificate | None:
    """The certificate with this code; None for a forged one, and where it is no longer anyone's to see.

    Raises Refused `slow_down` once too many wrong ones were tried.
    """
    wait(WRONG_CODES, "")
    found = Certificate.objects.by_code(typed)
    if found is None or not found.seat.gathering.has_public_pages:
        take((WRONG_CODES, ""))
        return None
    return found
