from typing import Any, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext

from .gatherings import Gathering


class PollQuerySet(models.QuerySet["Poll"]):
    def shown(self) -> Self:
        """Those that everyone sees, the last first."""
        return self.prefetch_related("options").order_by("-pk")


class Poll(models.Model):
    """What a host asks all of them: one answer each, or (`is_multiple`) several. The results are shown when she says so."""

    key = models.UUIDField(unique=True, help_text="Made by the browser that asked: twice is once.")
    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="polls")
    text = models.CharField(max_length=200)
    is_quick = models.BooleanField(default=False, help_text="Yes or no: everyone reads it in her language.")
    is_multiple = models.BooleanField(default=False)
    shows_results = models.BooleanField(default=False)
    ballots = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)

    objects = PollQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["gathering", "-id"], name="poll_by_gathering")]

    @property
    def words(self) -> str:
        """What is asked, to her who reads it."""
        return gettext(self.text) if self.is_quick else self.text

    @property
    def answers(self) -> list[tuple[int, str]]:
        """Each with its id, likewise."""
        return [(option.pk, gettext(option.text) if self.is_quick else option.text) for option in self.options.all()]

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def counts(self) -> dict[str, Any]:
        """How many have answered, and what, by option, where that is shown."""
        shown = {option.pk: option.votes for option in self.options.all()} if self.shows_results else {}
        return {"ballots": self.ballots, "options": shown}


class PollOption(models.Model):
    """One of the answers; `votes` is how many chose it: as many as there are rows of `Choice`."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="options")
    place = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=80)
    votes = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["poll", "place"], name="poll_option_has_its_place")]


class Ballot(models.Model):
    """That somebody has answered; she does it once."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="+")
    who = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "who"], name="ballot_is_cast_once")]


class Choice(models.Model):
    """What she answered."""

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="choices")
    option = models.ForeignKey(PollOption, on_delete=models.CASCADE, related_name="choices")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ballot", "option"], name="choice_is_made_once")]
