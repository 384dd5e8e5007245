"""The directory: by lab and craft, thirty a page, as many queries for sixty as for one."""

import pytest

from commons.people.models import Member

pytestmark = pytest.mark.django_db


@pytest.fixture
def crowd(make_member):
    for place in range(70):
        crafts = ("sewing", "cooking") if place % 2 else ("guiding",)
        make_member(f"Айым {place:02}", at="batken" if place % 3 else "osh", crafts=crafts, roles=("mentor",) if place % 5 == 0 else ())


def names(answer) -> list[str]:
    return [member.name for member in answer.context["page"]]


def test_thirty_a_page(crowd, aizada, signed_in):
    hers = signed_in(aizada)
    pages = [names(hers.get("/members/", {"page": page})) for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [30, 30, 11]
    assert len({name for page in pages for name in page}) == 71


def test_by_lab_and_craft(crowd, aizada, signed_in):
    hers = signed_in(aizada)
    shown = hers.get("/members/", {"lab": "osh", "craft": "guiding"}).context["page"]
    assert shown
    assert all(member.lab.slug == "osh" and member.crafts.filter(slug="guiding").exists() for member in shown)


@pytest.mark.parametrize("query", [{"lab": "nowhere"}, {"craft": "x'--"}, {"page": "999"}, {"page": "-1"}, {"page": "а"}])
def test_what_makes_no_sense_shows_what_there_is(crowd, aizada, signed_in, query):
    assert names(signed_in(aizada).get("/members/", query))


def test_those_who_wait_ask_or_are_suspended_are_not_in_it(aizada, invited, asked, suspended, signed_in):
    assert names(signed_in(aizada).get("/members/")) == ["Айзада"]


def test_as_many_queries_for_many_as_for_few(aizada, begimai, signed_in, make_member, django_assert_max_num_queries):
    hers = signed_in(aizada)
    hers.get("/members/")
    with django_assert_max_num_queries(16) as few:
        hers.get("/members/")
    for place in range(30):
        make_member(f"Айым {place}", crafts=("sewing", "cooking"), roles=("mentor", "ambassador"))
    with django_assert_max_num_queries(16) as many:
        hers.get("/members/")
    assert len(many) == len(few)


def test_the_list_of_those_who_wait_costs_the_same_too(coordinator, signed_in, make_member, django_assert_max_num_queries):
    hers = signed_in(coordinator)
    make_member("Бир", standing="invited")
    hers.get("/me/")
    with django_assert_max_num_queries(14) as few:
        hers.get("/me/")
    for place in range(20):
        make_member(f"Айым {place}", standing="invited")
    with django_assert_max_num_queries(14) as many:
        hers.get("/me/")
    assert len(many) == len(few)


def test_the_newly_invited_sees_her_host_and_her_coordinators(invite, trusted, coordinator, aizada):
    from commons.people.actions import join

    newcomer = join(invite("link", trusted).code, "Айпери", "ky")
    assert set(Member.objects.visible_to(newcomer)) == {trusted, coordinator}


def test_one_who_asks_sees_nobody(asked, coordinator):
    assert not Member.objects.visible_to(asked).exists()
