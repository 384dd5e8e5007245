from typing import Self

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Window
from django.db.models.functions import Coalesce, RowNumber
from django.utils import timezone

from commons.media.models import Picture, Voice
from commons.people.models import Member
from commons.people.names import check_names, localised

from .columns import Column
from .ventures import Venture


class CardQuerySet(models.QuerySet["Card"]):
    def standing(self) -> Self:
        """Those on the board, in their order: what was archived has no place."""
        return self.filter(archived_at=None).order_by("column", "position")

    def standing_in(self, column: Column | int) -> Self:
        """Those of one column, in their order."""
        return self.filter(archived_at=None, column=column).order_by("position")

    def told(self) -> Self:
        """With all that a board shows of each: women, pictures, how much is done of how much, how many comments. Three queries for all."""
        from .beside import CheckItem, Comment

        checks = CheckItem.objects.filter(card=OuterRef("pk")).order_by().values("card")
        comments = Comment.objects.filter(card=OuterRef("pk"), removed_at=None).order_by().values("card")
        return self.annotate(
            items=_count(checks),
            items_done=_count(checks.filter(done_at__isnull=False)),
            said=_count(comments),
        ).prefetch_related("women__member", "pictures")

    def first_of_each(self, most: int) -> Self:
        """The first so many of every column."""
        return self.annotate(rank=Window(RowNumber(), partition_by=F("column"), order_by=F("position").asc())).filter(rank__lte=most)


def _count(rows: models.QuerySet) -> Coalesce:
    return Coalesce(Subquery(rows.annotate(counted=Count("pk")).values("counted"), output_field=models.IntegerField()), 0)


class Card(models.Model):
    """A piece of work, with its place in a column. `version` moves on with its place, its words and its money.

    What is beside them (comments, what is to be ticked, women, pictures) changes by itself, and takes nobody's edit away.
    """

    items: int  # these three where they were asked for; see `told`
    items_done: int
    said: int

    venture = models.ForeignKey(Venture, on_delete=models.CASCADE, related_name="cards", help_text="The column's own.")
    column = models.ForeignKey(Column, on_delete=models.PROTECT, related_name="cards")
    position = models.BigIntegerField(help_text="Among the cards of its column; with gaps between.")
    key = models.UUIDField(null=True, help_text="Made by the browser: twice is once.")
    titles = models.JSONField(validators=[check_names])
    words = models.TextField(blank=True)
    due_on = models.DateField(null=True)
    planned = models.PositiveBigIntegerField(null=True, help_text="In tyiyn.")
    actual = models.PositiveBigIntegerField(null=True, help_text="In tyiyn.")
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    room = models.PositiveBigIntegerField(null=True, help_text="Of the message it was made from; chat's own number.")
    message = models.PositiveBigIntegerField(null=True)
    order = models.CharField(max_length=100, null=True, help_text="The stream of the order it stands for.")
    pictures = models.ManyToManyField(Picture, related_name="+")
    voice = models.ForeignKey(Voice, null=True, on_delete=models.SET_NULL, related_name="+")
    archived_at = models.DateTimeField(null=True)

    objects = CardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["column", "position"], condition=Q(archived_at=None), name="card_has_its_place"),
            models.UniqueConstraint(fields=["venture", "key"], name="card_is_made_once"),
            models.UniqueConstraint(fields=["venture", "order"], name="card_stands_for_an_order_once"),
            models.UniqueConstraint(fields=["venture", "room", "message"], name="card_is_made_of_a_message_once"),
            models.CheckConstraint(
                condition=Q(room=None, message=None) | Q(room__isnull=False, message__isnull=False), name="card_of_both"
            ),
        ]
        indexes = [
            models.Index(fields=["venture", "archived_at"], name="card_by_venture"),
            models.Index(fields=["order"], condition=Q(order__isnull=False), name="card_by_order"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return localised(self.titles)

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None
