"""Have the market's page asked as people ask it, of a small market and of a large one; and the same words by `icontains`."""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial, reduce
from itertools import cycle, islice
from operator import and_
from random import Random
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db.models import Q
from django.test import Client
from django.utils import timezone

from marketplace.catalog.found import A_PAGE
from marketplace.catalog.models import Listing

from .market import grow

SMALL, WARMING = 1_000, 10
WORDS = ("койнок", "шырдак", "көйнөк атлас", "той дасторкону", "тур арстанбап", "koynok", "платье", "кӯйлак", "бат", "торт", "жоккосөз")
asked = Random("asked")


def do(count: float, each: float) -> dict[str, float]:
    """The 95th of a hundred times in milliseconds: of both sizes, and of the large one's words by `icontains`."""
    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("collectstatic", interactive=False, verbosity=0)
    chance, page, times = Random("market"), Client(), {}
    for name, size in (("small", SMALL), ("large", int(count))):
        grow(size - Listing.objects.count(), chance)
        times[name] = p95(partial(opened, page), ways(), int(each))
    times["naive"] = p95(contained, cycle(WORDS), min(40, int(each)))
    return times


def ways() -> Iterator[dict[str, str]]:
    """What people ask for, in turn: words alone, words narrowed, and lists without a word."""
    while True:
        day = (timezone.localdate() + timedelta(days=asked.randrange(0, 40))).isoformat()
        yield {"q": asked.choice(WORDS)}
        yield {"q": asked.choice(WORDS), "day": day}
        yield {"q": asked.choice(WORDS), "lab": "osh", "price": "5000"}
        yield {}
        yield {"kind": asked.choice(("sewing", "catering", "guiding")), "page": str(asked.randrange(1, 5))}
        yield {"day": day}
        yield {"language": asked.choice(("ru", "uz-cyrl")), "lab": "batken"}
        yield {"price": "3000", "kind": "sewing", "day": day}


def opened(page: Client, question: dict[str, str]) -> None:
    answer = page.get("/market/", question)
    if answer.status_code != 200:
        raise RuntimeError(f"{question}: {answer.status_code}")


def contained(words: str) -> None:
    """As it is written without much thought: count what holds the words anywhere, and take a page of it."""
    holding = reduce(and_, (Q(names__icontains=word) | Q(abouts__icontains=word) for word in words.split()))
    found = Listing.objects.filter(holding, published_at__isnull=False).order_by("-pk")
    found.count()
    list(found[:A_PAGE])


def p95(ask: Callable[[Any], None], questions: Iterator[Any], times: int) -> float:
    """Milliseconds, after ten that aren't counted."""
    took = []
    for question in islice(questions, times + WARMING):
        began = time.perf_counter()
        ask(question)
        took.append(time.perf_counter() - began)
    return sorted(took[WARMING:])[int(times * 0.95)] * 1000
