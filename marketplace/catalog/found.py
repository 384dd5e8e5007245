"""What was found of what somebody looks for: a page of it, and how much there is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from commons.people.models import Lab

from .asked import LAST_PAGE, Asked
from .models import Listing
from .models.stalls import MOST_COUNTED, StallQuerySet

A_PAGE = 24


@dataclass(frozen=True)
class Found:
    """`by_kind` counts what there is of every kind, also of those that weren't asked for; None where there is more than is counted."""

    listings: Sequence[Listing]
    total: int
    are_more: bool
    by_kind: Counter[str] | None
    page: int
    pages: int
    is_near: bool


def look(stalls: StallQuerySet, asked: Asked, labs: Sequence[Lab]) -> Found:
    """The page she asks for among these stalls; where nothing has all her words, what comes near."""
    found = _looked(stalls, asked, labs)
    if found.by_kind or found.by_kind is None or not asked.words:
        return found
    return _looked(stalls, asked, labs, near=True)


def _looked(stalls: StallQuerySet, asked: Asked, labs: Sequence[Lab], near: bool = False) -> Found:
    """What can be counted is looked for once, and put in order here."""
    among = asked.of(stalls, labs, near)
    places = among.places(asked.words, near)
    by_kind = Counter(place.kind for place in places) if len(places) <= MOST_COUNTED else None
    if asked.kinds:
        among = asked.of(stalls.filter(kind__in=asked.kinds), labs, near)
        places = among.places(asked.words, near) if by_kind is None else [place for place in places if place.kind in asked.kinds]
    are_more, total = len(places) > MOST_COUNTED, min(len(places), MOST_COUNTED)
    pages = min(LAST_PAGE, max(1, -(-total // A_PAGE)))
    page = min(asked.page, pages)
    start = (page - 1) * A_PAGE
    if are_more and asked.words:
        listings = among.listings(A_PAGE, start, asked.words, near)
    else:
        listings = Listing.objects.cards_of([place.listing for place in places[start : start + A_PAGE]])
    return Found(listings, total, are_more, by_kind, page, pages, near and total > 0)
