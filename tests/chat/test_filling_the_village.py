"""The demonstration village talks, once, and the same at every run."""

import pytest

from chat import demo as chat
from chat.models import Message, Room, Unmet
from chat.rows import rows_for
from commons.people import demo as people
from commons.people.models import Member

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
