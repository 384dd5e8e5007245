"""The demonstration village talks, once, and the same at every run."""

import pytest

from chat import demo as chat
from chat.models import Message, Room
from commons.people import demo as people
from commons.people.models import Member

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
