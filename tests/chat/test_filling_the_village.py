"""The demonstration village talks, once, and the same at every run."""

import re

import pytest
from django.db.models import Count

from chat import demo as chat
from chat.demo.dialogues import told
from chat.models import Message, Room, Unmet
from chat.rows import rows_for
from commons.people import demo as people
from commons.people.models import Member, Role

LABS = {"osh", "batken", "jalal-abad"}
SPOKEN = {
    "ky": re.compile("[ңөү]"),
    "ru": re.compile(r"\b(?:что|это|спасибо|как|для|если|привет|ещё|хорошо)\b"),
    "uz-cyrl": re.compile("[ҳқўғ]"),
}
ONLY_IN = {"ky": set("ңөү"), "uz-cyrl": set("ҳқўғ")}

pytestmark = pytest.mark.django_db(transaction=True)


def said() -> list[tuple[str, int, str]]:
    return list(Message.objects.order_by("room", "seq").values_list("author__number", "seq", "body"))


def test_the_village_talks_once_in_order_and_only_where_each_woman_may():
    people.fill()
    chat.fill(count=120)
    first = said()
    assert set(Member.objects.exclude(messages=None).values_list("language", flat=True)) == {"ky", "ru", "uz-cyrl"}
    assert not Room.objects.exclude(kind=Room.Kind.DIRECT).filter(messages=None).exists()
    for room in Room.objects.all():
        days = list(room.messages.order_by("seq").values_list("at", flat=True))
        assert days == sorted(days)
        assert set(room.messages.values_list("author", flat=True)) <= set(room.audience().values_list("pk", flat=True))
    people.fill()
    chat.fill(count=120)
    assert said() == first


def test_each_speaks_a_language_of_hers_and_has_read_what_she_said_last():
    people.fill()
    chat.fill(count=600)
    for woman in Member.objects.exclude(messages=None):
        words = set("".join(woman.messages.values_list("body", flat=True)).lower())
        for language, letters in ONLY_IN.items():
            assert language in (woman.language, *woman.speaks) or not words & letters, (woman.name, language)
        assert not [row.title for row in rows_for(Unmet(woman))[0] if row.hers and row.unread]


def test_what_a_coordinator_says_is_said_by_one():
    people.fill()
    chat.fill(count=600)
    lines = [line for topic in ("lab", "network", "direct") for _, dialogue in told(topic) for line in dialogue if line.coordinates]
    heard = [re.compile(re.sub(r"\\\{\w+\\\}", ".+", re.escape(line.words))) for line in lines]
    leaders = [
        message.author
        for message in Message.objects.select_related("author").prefetch_related("author__roles")
        if any(words.fullmatch(message.body) for words in heard)
    ]
    assert len(leaders) > 10
    assert all(woman.has_role(Role.Kind.COORDINATOR) for woman in leaders)


def test_the_whole_village_is_as_large_and_as_mixed_as_it_is_said_to_be():
    people.fill()
    chat.fill()
    women = Member.objects.all()
    assert women.count() == 60
    for standing in ("vouched", "trusted"):
        assert set(women.filter(standing=standing).values_list("lab__slug", flat=True)) == LABS
    assert set(women.values_list("standing", flat=True)) == set(Member.Standing)
    assert set(women.values_list("belonging", flat=True)) == set(Member.Belonging)
    assert set(Role.objects.values_list("kind", flat=True)) == set(Role.Kind)
    assert set(Role.objects.filter(kind=Role.Kind.COORDINATOR).values_list("lab__slug", flat=True)) == LABS
    for one in ({"suspended_at__isnull": False}, {"is_under_18": True}, {"is_staff": True}):
        assert women.filter(**one).exists(), one

    bodies = [body.lower() for body in Message.objects.values_list("body", flat=True)]
    assert 3_000 <= len(bodies) <= 3_200  # each dialogue is told to its end
    for language, marks in SPOKEN.items():
        assert sum(1 for body in bodies if marks.search(body)) >= 200, language
    assert set(Room.objects.values_list("kind", flat=True)) == set(Room.Kind) - set(Room.ABOUT)
    assert not Room.objects.annotate(said=Count("messages")).filter(said__lt=10).exists()
    for topic in ("sewing", "cooking", "guiding"):
        assert Message.objects.filter(room__craft__slug=topic, has_pictures=True).exists(), topic
    assert Message.objects.exclude(voice=None).values("room").distinct().count() >= 3
