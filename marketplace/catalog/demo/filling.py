"""Filling the market through the same actions everyone uses, and then dating it back."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from commons.people.models import Member

from ..actions import (
    Changes,
    add_departures,
    add_pictures,
    begin_listing,
    block_day,
    change_listing,
    change_shop,
    choose_kind,
    publish_listing,
    set_stock,
)
from ..kinds import Counted, kind_of
from ..kinds.details import defaults_of
from ..models import Listing, Shop
from .offers import Offer, all_offers
from .shopfronts import show_shop
from .textiles import drawn

SHOPS = 40
EACH = (4, 4, 4, 3)  # a hundred and fifty in all
MONTHS = 150  # days
PLACES = {
    "osh": ("Ак-Тилек", "Амир-Темир", "Кара-Суу", "Өзгөн", "Ноокат"),
    "batken": ("Самаркандек", "Кызыл-Кыя", "Раззаков", "Кадамжай"),
    "jalal-abad": ("Арстанбап", "Сузак", "Көк-Жаңгак", "Кочкор-Ата"),
}
NAMES = ("Ак кийиз", "Жибек", "Береке", "Күмүш ийне", "Ак босого", "Төрт мезгил", "Мээрим", "Уя", "Кызыл гүл", "Шам-Шум")
SAID: dict[str, dict[str, Any]] = {
    "guiding": {"languages": ["ky", "ru", "en"], "season": ["spring", "summer", "autumn"], "hours": 7, "most": 8},
    "homestay": {"languages": ["ky", "ru"], "most": 6, "season": ["spring", "summer", "autumn", "winter"]},
    "masterclass": {"languages": ["ky", "ru"], "hours": 3, "most": 8},
    "catering": {"diets": ["halal", "no_nuts"], "delivery": "both"},
    "food": {"diets": ["halal"], "delivery": "fetched"},
}
MEETING_POINTS = {"lab": "Лаборатория, экинчи кабат", "hers": "Гүлзар көчөсү 12, көк дарбаза"}


def fill() -> None:
    """Open a shop for each of those who have none yet."""
    offers = all_offers()
    for place, member in enumerate(_sellers()):
        chance = Random(f"shop {member.number}")  # noqa: S311  a village, not a secret
        hers = _hers(offers, member, chance, EACH[place % len(EACH)])
        if not Shop.objects.own_of(member).exists():
            _open(member, hers, place, chance)


def _sellers() -> Sequence[Member]:
    """Forty grown women who are vouched for, those with a craft first."""
    women = Member.objects.active().vouched().filter(is_under_18=False, is_staff=False).select_related("lab").prefetch_related("crafts")
    ordered = sorted(
        women.filter(number__regex="^(demo|3)"),
        key=lambda woman: (not woman.crafts.all(), not woman.number.startswith("demo"), woman.number),
    )
    return ordered[:SHOPS]


def _hers(offers: Sequence[Offer], member: Member, chance: Random, count: int) -> list[Offer]:
    crafts = {craft.slug for craft in member.crafts.all()} or {"sewing", "digital"}
    fitting = [offer for offer in offers if offer.craft in crafts]
    others = [offer for offer in offers if offer.craft == "*"]
    return chance.sample(fitting, min(count, len(fitting))) + chance.sample(others, max(0, count - len(fitting)))


def _open(member: Member, offers: Sequence[Offer], place: int, chance: Random) -> None:
    opened = [_offer(member, offer, chance) for offer in offers]
    district = PLACES[member.lab.slug][place % len(PLACES[member.lab.slug])]
    names = {"ky": NAMES[place // 3 % len(NAMES)]} if place % 3 == 2 else {}
    shows_name = not names
    change_shop(member, names, {member.language: member.about}, district, member.speaks, "", shows_name, False, False)
    show_shop(member, offers, place, Random(f"works {member.number}"))  # noqa: S311  as above
    for ahead in chance.sample(range(3, 25), 2):
        block_day(member, timezone.localdate() + timedelta(days=ahead))
    for listing_id in opened:
        at = timezone.now() - timedelta(days=chance.randrange(1, MONTHS), minutes=chance.randrange(1_440))
        Listing.objects.filter(pk=listing_id).update(published_at=at, made_at=at, changed_at=at)


def _offer(member: Member, offer: Offer, chance: Random) -> int:
    variant = chance.randrange(3)
    listing = begin_listing(member, drawn(offer.picture, variant))
    choose_kind(member, listing.pk, offer.kind)
    kind = kind_of(offer.kind)
    som = _rounded(offer.price_from * chance.choice((9, 10, 10, 11, 12)) // 10)
    most = _rounded(offer.price_to * 11 // 10) if offer.price_to and chance.random() < 0.6 else None
    said = {**defaults_of(kind), **SAID.get(offer.kind, {})}
    if variant and "who" in said:  # two of three have opened their doors wider
        said["who"] = "everyone"
    if kind.field("meeting_point"):
        said["meeting_point"] = MEETING_POINTS.get(said.get("meets", "hers"), "")
    unit = "metre" if "метр" in offer.abouts["ru"] else "hour" if "почасово" in offer.abouts["ru"] else kind.unit
    changes = Changes(
        names=offer.names,
        abouts=offer.abouts,
        price_from=som * 100,
        price_to=most * 100 if most and most > som else None,
        unit=unit,
        details=said,
    )
    change_listing(member, listing.pk, changes)
    if chance.random() < 0.3:
        add_pictures(member, listing.pk, [drawn(offer.picture, (variant + 1) % 3)])
    if kind.counted == Counted.SLOT:
        add_departures(member, listing.pk, _weekends(chance), said.get("most", 8))
    if kind.counted == Counted.PIECES:
        set_stock(member, listing.pk, chance.randrange(1, 12))
    publish_listing(member, listing.pk)
    return listing.pk


def _weekends(chance: Random) -> list[datetime]:
    """The next eight Saturdays or Sundays, in the morning."""
    today = timezone.localdate()
    first = today + timedelta(days=(chance.choice((5, 6)) - today.weekday()) % 7 or 7)
    return [timezone.make_aware(datetime.combine(first + timedelta(weeks=week), time(chance.choice((8, 9, 10))))) for week in range(8)]


def _rounded(som: int) -> int:
    """As people say prices."""
    step = 10 if som < 1_000 else 50 if som < 5_000 else 500
    return max(step, som // step * step)
