"""What somebody looks for, out of an address: words, a kind, a lab, a day, a price, a language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date

from commons.people.models import Lab
from commons.ui.addresses import number
from commons.ui.previews import absolute

from .kinds import KINDS, TRADES
from .models.stalls import StallQuerySet

LONGEST = 100
LAST_PAGE = 42  # of 24 services each: as far as they are counted
DEAREST = 10_000_000


@dataclass(frozen=True)
class Asked:
    """What isn't asked for is empty; what can't be is left out."""

    words: str = ""
    kind: str = ""  # of a kind, or of a trade
    lab: str = ""
    day: date | None = None
    price: int | None = None  # at most, in som
    language: str = ""
    page: int = 1

    @property
    def trade(self) -> str:
        """The trade that is asked for, by its name or by one of its kinds."""
        return KINDS[self.kind].trade if self.kind in KINDS else self.kind

    @property
    def kinds(self) -> list[str]:
        """All kinds that are asked for; none where all are."""
        return [kind.name for kind in KINDS.values() if self.kind in (kind.name, kind.trade)]

    @property
    def is_narrowed(self) -> bool:
        """Whether something beside words and kind is asked for."""
        return bool(self.lab or self.day or self.price or self.language)

    @property
    def says_something(self) -> bool:
        return bool(self.words or self.is_narrowed)

    def of(self, stalls: StallQuerySet, labs: Iterable[Lab], near: bool = False) -> StallQuerySet:
        """Those that are asked for, of every kind; or those that come near. Words last: to look into them takes the longest."""
        found = stalls
        if self.lab:
            found = found.filter(lab__in=[lab.pk for lab in labs if lab.slug == self.lab])
        if self.price:
            found = found.filter(price_from__lte=self.price * 100)
        if self.language:
            found = found.filter(speaks__contains=self.language)
        if self.day:
            found = found.free_on(self.day)
        return found.search(self.words, near)

    def url(self, **other: Any) -> str:
        """The address of the same, but for what is `other`."""
        asked = replace(self, **other)
        if asked.kind and not asked.says_something and asked.page == 1:
            return reverse("catalog:of-trade", args=[asked.kind])
        if asked.lab and asked == Asked(lab=asked.lab):
            return reverse("catalog:of-lab", args=[asked.lab])
        given = {"q": asked.words, "kind": asked.kind, "lab": asked.lab, "day": asked.day, "price": asked.price, "language": asked.language}
        given["page"] = asked.page if asked.page > 1 else None
        query = urlencode({name: value for name, value in given.items() if value})
        return f"{reverse('catalog:market')}?{query}" if query else reverse("catalog:market")

    @property
    def place(self) -> str:
        """Its public address where that says all that is asked for: the market, a lab, a trade. Search engines keep these alone."""
        path = self.url()
        return "" if "?" in path else absolute(path)

    @property
    def without_kind(self) -> str:
        return self.url(kind="", page=1)

    @property
    def without_filters(self) -> str:
        return self.url(lab="", day=None, price=None, language="", page=1)


def asked_of(given: Mapping[str, str], **known: Any) -> Asked:
    """What an address asks for. A day that is over, a price that is none and a kind that isn't there are left out."""
    kind, language, price = given.get("kind", ""), given.get("language", ""), number(given.get("price", "").replace(" ", ""))
    try:
        day = parse_date(given.get("day", ""))
    except ValueError:
        day = None
    return replace(
        Asked(
            words=" ".join(given.get("q", "").replace("\0", "").split())[:LONGEST],
            kind=kind if kind in KINDS or kind in TRADES else "",
            lab=given.get("lab", "")[:50],
            day=day if day and day >= timezone.localdate() else None,
            price=price if price and price <= DEAREST else None,
            language=language if language in dict(settings.LANGUAGES) else "",
            page=min(number(given.get("page")) or 1, LAST_PAGE),
        ),
        **known,
    )
