"""The women of the demonstration village: some sixty of every standing, the same at every run. Running it again adds nothing."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from django.utils import timezone
from django.utils.translation import gettext

from commons.journal.writing import atomic

from .codes import code_from, hash_of
from .demo_cast import ABOUT, KNOWN, LABS, NAMES, SPEAK_TOO, Known
from .models import Arrival, Craft, Invitation, Lab, Member, Role, Vouch

FIRST_NUMBER = 310_001
STANDINGS = ["vouched"] * 8 + ["trusted", "invited"]
BELONGINGS = ["resident", "resident", "alumna", "alumna", "alumna", "network"]
CRAFTS = ["sewing", "sewing", "cooking", "cooking", "guiding", "digital", ""]


def fill() -> None:
    """Let everyone move in who isn't there yet."""
    with atomic():
        now = timezone.now()
        known = [_settle(one, now - timedelta(days=200 - 7 * place)) for place, one in enumerate(KNOWN)]
        chance = Random(2022)  # noqa: S311  a village, not a secret
        others = [_settle(one, now - timedelta(days=chance.randrange(3, 190))) for one in _others(chance)]
        _say_who_knows_whom(known + others)


def sign_ins() -> Iterator[tuple[str, str, str]]:
    """Whom one can sign in as: (number, her name, who she is in the active language)."""
    for one in KNOWN:
        yield one.number, one.name, gettext(one.said)


def _others(chance: Random) -> Iterator[Known]:
    number = FIRST_NUMBER
    for language, names in NAMES.items():
        for name in names:
            craft = chance.choice(CRAFTS)
            yield Known(str(number), name, "", language, chance.choice(STANDINGS), chance.choice(BELONGINGS), (craft,) if craft else ())
            number += 1


def _settle(one: Known, joined_at: datetime) -> Member:
    if found := Member.objects.filter(number=one.number).first():
        return found
    chance = Random(one.number)  # noqa: S311  the same woman says the same at every run
    lab = (
        one.lab
        if one.number.startswith("demo")
        else chance.choice([slug for slug in LABS if one.language != "uz-cyrl" or slug != "batken"])
    )
    craft = one.crafts[0] if one.crafts else ""
    member = Member.objects.create_user(
        number=one.number,
        name=one.name,
        lab=Lab.objects.get(slug=lab),
        language=one.language,
        standing=one.standing,
        belonging=one.belonging,
        is_under_18=one.is_under_18,
        is_staff=one.is_staff,
        is_superuser=one.is_staff,
        suspended_at=joined_at + timedelta(days=30) if one.is_suspended else None,
        speaks=[one.language, *chance.sample(SPEAK_TOO[one.language], 1)],
        about=chance.choice(ABOUT[one.language][craft]),
        joined_at=joined_at,
        words_kept_at=None if one.number == "demo-osh-resident" else joined_at,
    )
    member.crafts.set(Craft.objects.filter(slug__in=one.crafts))
    if one.role:
        Role.objects.create(member=member, lab=member.lab, kind=one.role)
    return member


def _say_who_knows_whom(members: list[Member]) -> None:
    """Coordinators vouched for those of their labs; the newly invited came to the ambassador's workshop."""
    hosts = {one.lab_id: one for one in members if one.number.endswith("-coordinator")}
    ambassador = next(one for one in members if one.number == "demo-osh-ambassador")
    for member in members:
        host = hosts[member.lab_id]
        if member.is_vouched and member != host and not Vouch.objects.filter(member=member).exists():
            Vouch.objects.create(member=member, by=host, at=member.joined_at)
        if member.standing == Member.Standing.INVITED and not Arrival.objects.filter(member=member).exists():
            by = ambassador if member.lab_id == ambassador.lab_id else host
            Arrival.objects.create(member=member, invitation=_workshop(by), at=member.joined_at)


def _workshop(by: Member) -> Invitation:
    seed = f"demo-{by.lab_id}"
    over = {"kind": Invitation.Kind.WORKSHOP, "made_by": by, "lab": by.lab, "expires_at": by.joined_at + timedelta(hours=4)}
    return Invitation.objects.get_or_create(seed=seed, defaults={**over, "made_at": by.joined_at, "code_hash": hash_of(code_from(seed))})[0]
