"""What everyone may know of a maker's work: bands, never a small number that would tell of one order."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from marketplace.catalog.models import Shop

from .fulfilment import State
from .models import Order, Review

DONE = (5, 10, 25, 50, 100, 250, 500)  # a band begins at each; below the first she is new
FEWEST = 5  # reviews before a share is told
GOOD = 4  # stars
SHARES: tuple[tuple[int, Promise], ...] = ((90, _("nearly always")), (75, _("mostly")), (50, _("often")))


@dataclass(frozen=True)
class Figures:
    """`done` is where its band begins, None for who is new; the others are words, None where too few have said."""

    done: int | None
    on_time: Promise | None
    as_agreed: Promise | None
    again: Promise | None


def figures_of(shop: Shop) -> Figures:
    """The public figures of one shop, in two queries."""
    done = Order.objects.filter(shop=shop, state=State.COMPLETED).count()
    names = ("on_time", "as_agreed", "again")
    good = {name: Count("pk", filter=Q(**{f"{name}__gte": GOOD})) for name in names}
    told = Review.objects.filter(order__shop=shop).aggregate(all=Count("pk"), **good)
    shares = {name: share(told[name], told["all"]) for name in names}
    return Figures(done=max((band for band in DONE if band <= done), default=None), **shares)


def share(good: int, of: int) -> Promise | None:
    """How often, in a word; None where too few have said, or it isn't often."""
    if of < FEWEST:
        return None
    return next((word for least, word in SHARES if good * 100 >= least * of), None)
