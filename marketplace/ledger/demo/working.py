"""What is done on the board of a business of the village: a card is written, thought about, and goes on."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from django.utils import timezone, translation

from commons.people.models import Member
from marketplace.boards.actions import (
    Saying,
    add_item,
    archive_card,
    assign_card,
    change_card,
    comment_card,
    make_card,
    move_card,
    show_pictures,
    tick_item,
)
from marketplace.boards.models import Card, CheckItem, Comment
from marketplace.catalog.demo.textiles import drawn

from .stories import Task
from .telling import Telling

DONE = "✓ "


@dataclass
class Work:
    """One card while it is told."""

    telling: Telling
    task: Task
    place: int
    pk: int = 0

    @property
    def card(self) -> Card:
        return Card.objects.get(pk=self.pk)

    def woman(self, place: int = 0) -> Member:
        """One of those who do it; else who wrote it."""
        who = self.task.women or (self.task.by,)
        return self.telling.women[who[place % len(who)]]


def work(telling: Telling) -> None:
    """Everything that happens to its cards, between their first day and now."""
    for place, task in enumerate(telling.story.tasks):
        one = Work(telling, task, place)
        telling.then(task.ago, partial(_write, one))
        telling.then(task.ago * 0.97, partial(_say_who_does_it, one))
        telling.then(task.ago * 0.7, partial(_tick, one))
        for number, (who, words) in enumerate(task.said):
            telling.then(task.ago * 0.3 * 0.8**number, partial(_comment, one, who, words, number))
        for step in range(1, task.column + 1):
            telling.then(task.ago * (0.85 - 0.2 * step), partial(_go_on, one, step))
        if task.actual is not None:
            telling.then(task.ago * 0.2, partial(_count, one))
        if task.archived:
            telling.then(task.ago * 0.1, partial(_archive, one))


def _write(work: Work) -> None:
    telling, task = work.telling, work.task
    woman = telling.women[task.by]
    due = timezone.localdate(telling.began) + timedelta(days=task.due) if task.due is not None else None
    planned = task.planned * 100 if task.planned is not None else None
    with translation.override(woman.language):
        if task.first is None:
            said = Saying(title=task.title, words=task.words, due_on=due, planned=planned)
            card = make_card(woman, telling.columns[0].pk, said, telling.key(f"card {work.place}"))
            telling.date_back(Card.objects.filter(pk=card.pk), "made_at")
        else:
            card = Card.objects.filter(venture=telling.pk, key=None, order=None).order_by("pk")[task.first]
            if due or planned:
                change_card(woman, card.pk, Saying(due_on=due, planned=planned), card.version)
        work.pk = card.pk


def _say_who_does_it(work: Work) -> None:
    by = work.woman()
    for number in work.task.women:
        assign_card(by, work.pk, work.telling.women[number].pk)
    for words in work.task.items:
        add_item(by, work.pk, words.removeprefix(DONE))
    if work.task.picture:
        show_pictures(by, work.pk, [drawn(work.task.picture, work.place % 3)])


def _tick(work: Work) -> None:
    items = CheckItem.objects.filter(card=work.pk).order_by("pk")
    for place, (item, words) in enumerate(zip(items, work.task.items, strict=True)):
        if words.startswith(DONE):
            tick_item(work.woman(place), item.pk, True)


def _comment(work: Work, who: str, words: str, number: int) -> None:
    telling = work.telling
    said = comment_card(telling.women[who], work.pk, words, telling.key(f"comment {work.place} {number}"))
    telling.date_back(Comment.objects.filter(pk=said.pk), "at")


def _go_on(work: Work, step: int) -> None:
    move_card(work.woman(step), work.pk, work.telling.columns[step].pk, None, work.card.version)


def _count(work: Work) -> None:
    if work.task.actual is not None:
        change_card(work.woman(), work.pk, Saying(actual=work.task.actual * 100), work.card.version)


def _archive(work: Work) -> None:
    archive_card(work.woman(), work.pk, work.card.version)
