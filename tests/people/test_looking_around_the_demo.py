"""The demonstration: a village of sixty, and a sign-in that answers this machine only."""

import pytest

from commons.people import demo
from commons.people.models import Member, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def village(db):
    demo.fill()


def test_there_are_some_sixty_of_every_standing_in_three_labs(village):
    assert 55 <= Member.objects.count() <= 70
    assert set(Member.objects.values_list("standing", flat=True)) == {"asked", "invited", "vouched", "trusted"}
    assert set(Member.objects.values_list("lab__slug", flat=True)) == {"osh", "batken", "jalal-abad"}
    assert set(Role.objects.values_list("kind", flat=True)) == {"ambassador", "mentor", "coordinator"}


def test_filling_again_adds_nothing_and_changes_nothing(village):
    before = list(Member.objects.order_by("pk").values())
    demo.fill()
    assert list(Member.objects.order_by("pk").values()) == before


def test_all_of_it_is_right_by_the_rules_of_the_place(village):
    from commons.people.clean import clean_about, clean_name

    for member in Member.objects.all():
        assert (clean_name(member.name), clean_about(member.about)) == (member.name, member.about)


def test_one_tap_signs_in(village, stranger):
    page = stranger.get("/demo/").content.decode()
    for number, _name, _words in demo.sign_ins():
        assert f'value="{number}"' in page
    answer = stranger.post("/demo/", {"number": "demo-osh-trusted"})
    assert (answer.status_code, answer.cookies["django_language"].value) == (302, "uz-cyrl")
    assert stranger.get("/me/").context["member"].number == "demo-osh-trusted"


@pytest.mark.parametrize(
    "how",
    [
        {"REMOTE_ADDR": "192.168.1.7"},
        {"REMOTE_ADDR": "10.0.0.1"},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
        {"HTTP_X_REAL_IP": "127.0.0.1"},
    ],
)
def test_from_anywhere_else_there_is_no_such_page(village, stranger, how):
    assert stranger.get("/demo/", **how).status_code == 404
    assert stranger.post("/demo/", {"number": "demo-osh-resident"}, **how).status_code == 404
    assert "sessionid" not in stranger.cookies


def test_it_signs_in_nobody_else(village, stranger, aizada):
    assert stranger.post("/demo/", {"number": aizada.number}).status_code == 404


def test_it_says_in_her_language_who_is_who(village, stranger):
    stranger.cookies["django_language"] = "ru"
    page = stranger.get("/demo/").content.decode()
    assert "резидентка из Оша, шьёт" in page
    assert "a resident of Osh" not in page
    assert 'lang="en"' not in page.partition("<main")[2]
