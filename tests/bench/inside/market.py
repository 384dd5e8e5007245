"""A market of any size: shops of forty services each, with the words, prices, days and places of a real one."""

from datetime import datetime, time, timedelta
from random import Random

from django.db import connection
from django.utils import timezone

from commons.people.models import Lab, Member
from marketplace.catalog.actions.showing import stall_of
from marketplace.catalog.demo.offers import all_offers
from marketplace.catalog.kinds import KINDS, Counted, kind_of
from marketplace.catalog.kinds.details import defaults_of
from marketplace.catalog.models import BlockedDay, DayCapacity, Listing, Shop, Slot, Stall

IN_A_SHOP = 40
SPOKEN = ("ky", "ky ru", "ky ru uz-cyrl", "ky uz-cyrl", "ky ru en")
WORKDAYS = ("123456", "12345", "1234567")
AHEAD = range(3, 40)  # days on which something is taken or blocked
SYLLABLES = [first + vowel + last for first in "бжкмст" for vowel in "аоуэ" for last in ("л", "р", "н", "ш")]


def grow(count: int, chance: Random) -> None:
    """Add so many services, with the shops that offer them."""
    shops = _open_shops(-(-count // IN_A_SHOP), chance)
    offers = all_offers()
    listings = [_drawn(shop, offers, chance) for shop in shops for _ in range(IN_A_SHOP)][:count]
    Listing.objects.bulk_create(listings, batch_size=2_000)
    Stall.objects.bulk_create([stall_of(listing) for listing in listings], batch_size=5_000)
    _give_places(listings, chance)
    _take_days(shops, chance)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")  # as autovacuum does


def _open_shops(count: int, chance: Random) -> list[Shop]:
    labs, first = list(Lab.objects.order_by("pk")), 800_000 + Member.objects.count()
    hers = {"standing": Member.Standing.VOUCHED, "password": "!"}
    members = [Member(number=f"{first + n}", name=f"Айзада {_word(chance)}", lab=chance.choice(labs), **hers) for n in range(count)]
    Member.objects.bulk_create(members)
    opened = {"opened_at": timezone.now(), "shows_name": True}
    shops = [Shop(member=woman, lab=woman.lab, district=_word(chance), **_habits(chance), **opened) for woman in members]
    return Shop.objects.bulk_create(shops)


def _habits(chance: Random) -> dict[str, str]:
    return {"speaks": chance.choice(SPOKEN), "workdays": chance.choice(WORKDAYS)}


def _drawn(shop: Shop, offers: list, chance: Random) -> Listing:
    offer = chance.choice(offers)
    kind = kind_of(offer.kind)
    details = defaults_of(kind)
    names = {code: f"{name} {_word(chance)}" for code, name in offer.names.items()}
    abouts = {code: f"{about} {_word(chance)} {_word(chance)}" for code, about in offer.abouts.items()}
    priced = {"price_from": offer.price_from * chance.randrange(80, 130), "unit": kind.unit, "lead_days": kind.lead_days(details)}
    said = {"names": names, "abouts": abouts, "details": details, "published_at": timezone.now()}
    return Listing(shop=shop, lab=shop.lab, kind=kind.name, **said, **priced)


def _word(chance: Random) -> str:
    """One of a quarter of a million, the first of them much more often."""
    return "".join(SYLLABLES[int(len(SYLLABLES) * chance.random() ** 3)] for _ in range(3))


def _give_places(listings: list[Listing], chance: Random) -> None:
    today, rows = timezone.localdate(), []
    for listing in listings:
        if listing.declared.counted == Counted.PIECES:
            rows.append(Slot(listing=listing, capacity=9, taken=chance.randrange(10)))
        if listing.declared.counted == Counted.SLOT:
            for ahead in chance.sample(AHEAD, 8):
                at = timezone.make_aware(datetime.combine(today + timedelta(days=ahead), time(9)))
                rows.append(Slot(listing=listing, starts_at=at, capacity=8, taken=chance.randrange(9)))
    Slot.objects.bulk_create(rows, batch_size=5_000)


def _take_days(shops: list[Shop], chance: Random) -> None:
    today, blocked, taken = timezone.localdate(), [], []
    cooking = [kind.capacity_name for kind in KINDS.values() if kind.counted == Counted.DAY]
    for shop in shops:
        blocked += [BlockedDay(shop=shop, day=today + timedelta(days=ahead)) for ahead in chance.sample(AHEAD, 3)]
        for ahead in chance.sample(AHEAD, 5):
            some = {"kind": chance.choice(cooking), "capacity": 60, "taken": chance.choice((20, 60))}
            taken.append(DayCapacity(shop=shop, day=today + timedelta(days=ahead), **some))
    BlockedDay.objects.bulk_create(blocked, batch_size=5_000)
    DayCapacity.objects.bulk_create(taken, batch_size=5_000)
