from typing import Self

from django.db import models
from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from commons.people.names import check_names, localised

from .ventures import Venture


class ColumnQuerySet(models.QuerySet["Column"]):
    def summed(self) -> Self:
        """With how many cards stand in each, `n`, and what they are thought to cost and to bring, `planned` and `actual`, in tyiyn."""
        stands = Q(cards__archived_at=None)
        sums = {name: Coalesce(Sum(f"cards__{name}", filter=stands), 0) for name in ("planned", "actual")}
        return self.annotate(n=Count("cards", filter=stands), **sums).order_by("place", "pk")  # sums forget the usual order


class Column(models.Model):
    """A column of a board. Its row is written before any of its cards takes another place, so that they change places in turn."""

    n: int  # these three where they were asked for; see `summed`
    planned: int
    actual: int

    venture = models.ForeignKey(Venture, on_delete=models.CASCADE, related_name="columns")
    titles = models.JSONField(validators=[check_names])
    place = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1)

    objects = ColumnQuerySet.as_manager()

    class Meta:
        ordering = ["place", "pk"]
        indexes = [models.Index(fields=["venture", "place"], name="column_in_order")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return localised(self.titles)
