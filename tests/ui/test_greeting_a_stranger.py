from collections.abc import Callable

import pytest
from django.test import Client

from commons.people.models import Lab, Member
from commons.ui import bar

pytestmark = pytest.mark.django_db
SignIn = Callable[[Member], Client]


def test_she_reads_what_this_is_and_how_to_come_in(stranger: Client) -> None:
    stranger.cookies["django_language"] = "en"
    page = stranger.get("/").content.decode()
    for said in ("Where women stand by women", "I have an invitation", "Sign in", "How to come in"):
        assert said in page


def test_she_sees_the_labs_by_region(stranger: Client) -> None:
    page = stranger.get("/").content.decode()
    assert Lab.objects.exists()
    for lab in Lab.objects.all():
        assert lab.region in page


def test_nothing_of_the_members_shows(stranger: Client, aizada: Member, begimai: Member) -> None:
    page = stranger.get("/").content.decode()
    for member in (aizada, begimai):
        for sign in (member.name, member.number, member.actor, f"/members/{member.pk}/"):
            assert sign not in page
    assert "data-member" not in page


def test_the_page_is_the_same_however_many_have_joined(stranger: Client, make_member: Callable[..., Member]) -> None:
    def page() -> str:
        return "".join(line for line in stranger.get("/").content.decode().splitlines() if "csrfmiddlewaretoken" not in line)

    before = page()
    for name in ("Айгүл", "Жылдыз", "Мээрим"):
        make_member(name)
    assert page() == before


def test_search_engines_may_read_the_landing_page_and_nothing_else(stranger: Client) -> None:
    assert "noindex" not in stranger.get("/").content.decode()
    for path in ("/language/", "/offline/"):
        assert '<meta name="robots" content="noindex">' in stranger.get(path).content.decode()


def test_a_member_goes_straight_to_where_her_bar_begins(aizada: Member, signed_in: SignIn) -> None:
    assert signed_in(aizada).get("/")["Location"] == bar.home() == "/chats/"
