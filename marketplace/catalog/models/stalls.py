from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, Self

from django.db import models
from django.db.models import Value

from commons.people.models import Block, Lab, Member

from ..free import free_on
from ..search import Finds, tokens
from .listings import Listing
from .shops import Shop

MOST_COUNTED = 1_000  # past that "more than" is said: nobody reads so far, and counting on takes longer than finding


class StallQuerySet(models.QuerySet["Stall"]):
    def search(self, words: str, near: bool = False) -> Self:
        """Those of which all these words are said, or that come near; none where it is no word. Without anything none is left out."""
        if tokens(words):
            return self.filter(Finds("search_text", words, near))
        return self.none() if words.strip() else self.all()

    def met_by(self, member: Member | None) -> Self:
        """Without those of women she doesn't meet."""
        hidden = Block.objects.hidden_from(member) if member else ()
        return self.exclude(shop__in=list(Shop.objects.filter(member__in=hidden).values_list("pk", flat=True))) if hidden else self

    def free_on(self, day: date, n: int = 1) -> Self:
        """Those that could be had on this day, `n` of them."""
        return self.filter(free_on(day, n))

    def places(self, words: str = "", near: bool = False) -> list["Place"]:
        """All of them, the named first, then the newest; where there are more than are counted, one more than those, in this order.

        With words these are any of them: to find out which are the newest takes longer than to find so many.
        """
        if not tokens(words):
            return [Place(*row) for row in self._in_order().values_list(Value(False), "listing", "kind")[: MOST_COUNTED + 1]]
        rows = self.order_by().values_list(Finds("search_name", words, near), "listing", "kind")
        return sorted((Place(*row) for row in rows[: MOST_COUNTED + 1]), reverse=True)

    def listings(self, most: int, start: int = 0, words: str = "", near: bool = False) -> Sequence[Listing]:
        """What stands there, first where the name has these words, the newest first; with all that a list shows of it.

        Asked for in two steps, as the rows of a listing are long.
        """
        places = self._named_first(most, start, words, near) if tokens(words) else self._some(most, start)
        return Listing.objects.cards_of(places)

    def _named_first(self, most: int, start: int, words: str, near: bool) -> list[int]:
        """One list after the other: to sort all that has a common word takes longer than to find a page of it."""
        has_them = Finds("search_name", words, near)
        named, others = self.filter(has_them), self.exclude(has_them)
        places = named._some(most, start)
        if len(places) < most:
            before = start + len(places) if places or not start else len(named.places())
            places += others._some(most - len(places), max(0, start - before))
        return places

    def _some(self, most: int, start: int) -> list[int]:
        return list(self._in_order().values_list("listing", flat=True)[start : start + most])

    def _in_order(self) -> Self:
        """The newest first, along the index, which tells also what is asked for."""
        return self.order_by("-listing_id")


class Place(NamedTuple):
    """Where a service stands among those that were found."""

    is_named: bool
    listing: int
    kind: str


class Stall(models.Model):
    """A service on the market, as lists, filters and the search see it, and all that is needed to find it.

    What isn't for everyone to see has none; actions/showing.py puts them up and takes them down.
    """

    id = models.BigAutoField(primary_key=True)  # the listing's own: by this, and by no other, SQLite finds a row in one step
    listing = models.OneToOneField(Listing, on_delete=models.CASCADE, related_name="stall")
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="stalls")
    lab = models.ForeignKey(Lab, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    price_from = models.PositiveBigIntegerField()
    lead_days = models.PositiveSmallIntegerField()
    workdays = models.CharField(max_length=7)
    speaks = models.CharField(max_length=40)
    takes = models.PositiveIntegerField()  # of its trade, a day or a week
    search_name = models.TextField(help_text="Its names, folded.")
    search_text = models.TextField(help_text="All it is found by, folded.")

    objects = StallQuerySet.as_manager()

    class Meta:
        indexes = [
            # From the newest on; the rest so that what counts and narrows reads nothing else.
            models.Index(
                fields=["listing", "kind", "lab", "price_from", "lead_days", "takes", "workdays", "speaks", "shop"], name="stall_in_order"
            )
        ]
        constraints = [models.CheckConstraint(condition=models.Q(id=models.F("listing")), name="stall_is_its_listing")]
