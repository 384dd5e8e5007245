from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from commons.people.models import Member

from .gatherings import Gathering
from .seats import Seat


class QuestionQuerySet(models.QuerySet["Question"]):
    def shown(self) -> Self:
        """Those that everyone sees, the pinned one first, then what most want to know; what was answered stands last."""
        everyone = self.filter(state__in=Question.PUBLIC, is_for_hosts=False)
        return everyone.order_by(models.F("pinned_at").desc(nulls_last=True), "state_order", "-votes", "pk")

    def with_names(self) -> Self:
        return self.select_related("member", "seat__member", "seat__guest")

    def to_decide(self) -> Self:
        """Those that wait for a host, who asked first first."""
        return self.filter(state=Question.State.WAITING).order_by("pk")


class Question(models.Model):
    """What somebody would like to know. `votes` is how many want to know it, too: as many as there are rows of `Vote`.

    `who` tells persons apart, `member:7` or `guest:31`; of one who asked without her name the hosts see no name either.
    """

    class State(models.TextChoices):
        WAITING = "waiting"  # for a host, who lets everyone see it
        OPEN = "open"
        ANSWERED = "answered"
        DECLINED = "declined"

    PUBLIC = (State.OPEN, State.ANSWERED)

    key = models.UUIDField(unique=True, help_text="Made by the browser that asked: twice is once.")
    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="questions")
    who = models.CharField(max_length=40)
    member = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="+")
    seat = models.ForeignKey(Seat, null=True, on_delete=models.CASCADE, related_name="questions")
    text = models.TextField()
    answer = models.CharField(max_length=500, blank=True, help_text="What a host wrote of what was answered, for who reads it afterwards.")
    is_anonymous = models.BooleanField(default=False)
    is_for_hosts = models.BooleanField(default=False, help_text="She was promised that nobody but the hosts sees it.")
    state = models.CharField(max_length=10, choices=State)
    state_order = models.GeneratedField(
        expression=models.Case(models.When(state="answered", then=1), default=0),
        output_field=models.PositiveSmallIntegerField(),
        db_persist=True,
    )
    votes = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)
    pinned_at = models.DateTimeField(null=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(member=None) | Q(seat=None), name="question_is_of_one"),
            models.UniqueConstraint(fields=["gathering"], condition=Q(pinned_at__isnull=False), name="question_is_pinned_alone"),
        ]
        indexes = [models.Index(fields=["gathering", "state", "-votes", "id"], name="question_by_votes")]

    @property
    def is_public(self) -> bool:
        """Whether everyone sees it."""
        return self.state in self.PUBLIC and not self.is_for_hosts

    @property
    def name(self) -> str:
        """Whose it is; nothing where she asked without her name."""
        if self.is_anonymous:
            return ""
        return self.seat.name if self.seat else self.member.name if self.member else ""


class Vote(models.Model):
    """Somebody wants to know it, too."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="voters")
    who = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "who"], name="vote_is_given_once")]
