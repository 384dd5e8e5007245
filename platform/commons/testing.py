"""The cast of every test, and where they live."""

from itertools import count

from commons.people.models import Craft, Lab, Member, Role

_numbers = count(200_001)

LABS = {
    "osh": ({"ky": "Ош", "ru": "Ош", "uz-cyrl": "Ўш", "en": "Osh"}, ["ky", "ru", "uz-cyrl"]),
    "batken": ({"ky": "Баткен", "ru": "Баткен", "uz-cyrl": "Боткен", "en": "Batken"}, ["ky", "ru"]),
    "jalal-abad": ({"ky": "Жалал-Абад", "ru": "Джалал-Абад", "uz-cyrl": "Жалолобод", "en": "Jalal-Abad"}, ["ky", "ru"]),
}


def lab(slug: str) -> Lab:
    """The lab of this slug, made where no migration seeded it."""
    names, languages = LABS[slug]
    found, _ = Lab.objects.get_or_create(slug=slug, defaults={"names": names, "regions": names, "languages": languages})
    return found


def craft(slug: str) -> Craft:
    """The craft of this slug, made where no migration seeded it."""
    found, _ = Craft.objects.get_or_create(slug=slug, defaults={"names": {"en": slug}})
    return found


def make_member(
    name: str, at: str = "osh", *, crafts: tuple[str, ...] = (), roles: tuple[str, ...] = (), words: str | None = None, **fields: object
) -> Member:
    """A member of the lab `at`, vouched for unless `standing` says otherwise; `words` are her three words, `roles` hers at her lab."""
    fields.setdefault("standing", Member.Standing.VOUCHED)
    fields.setdefault("language", "ky")
    member = Member.objects.create_user(number=f"{next(_numbers)}", password=words, name=name, lab=lab(at), **fields)
    member.crafts.set([craft(slug) for slug in crafts])
    for kind in roles:
        Role.objects.create(member=member, lab=member.lab, kind=kind)
    return member
