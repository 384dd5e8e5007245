"""No grown woman writes to one under 18 directly, but her lab's mentors and coordinators."""

import pytest

from commons.people.may import may_write_directly

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("who", "allowed"),
    [("aizada", False), ("trusted", False), ("ambassador", False), ("coordinator", True), ("coordinator_of_batken", False)],
)
def test_who_may(who, allowed, under_18, request):
    other = request.getfixturevalue(who)
    assert may_write_directly(other, under_18) is may_write_directly(under_18, other) is allowed


def test_her_mentor_may_and_anothers_may_not(under_18, make_member):
    assert may_write_directly(make_member("Жылдыз", roles=("mentor",)), under_18)
    assert not may_write_directly(make_member("Асель", at="batken", roles=("mentor",)), under_18)


def test_the_young_write_to_one_another(under_18, make_member):
    assert may_write_directly(under_18, make_member("Сезим", is_under_18=True))


def test_the_button_is_there_where_she_may(under_18, aizada, begimai, coordinator, signed_in):
    def offered(viewer, other) -> bool:
        return f"/chats/with/{other.pk}/" in signed_in(viewer).get(f"/members/{other.pk}/").content.decode()

    assert offered(aizada, begimai)
    assert offered(coordinator, under_18)
    assert not offered(aizada, under_18)
