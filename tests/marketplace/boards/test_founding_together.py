"""A venture is founded, called something, running, closed and read by a public link: by who keeps it, and by nobody else."""

from uuid import uuid4

import pytest
from django.utils import timezone

from commons.journal.models import Entry
from commons.journal.presenting import present
from commons.journal.reading import read
from commons.journal.refusals import Refused
from commons.people.models import Block
from commons.realtime.doors import answer
from marketplace.boards.actions import (
    begin_venture,
    change_venture,
    close_venture,
    found_venture,
    hide_venture,
    make_offer,
    reopen_venture,
    show_venture,
)
from marketplace.boards.actions.ventures import Plan
from marketplace.boards.may import may_see
from marketplace.boards.models import Partner, Venture
from marketplace.boards.refusals import VentureMoved
from tests.racing import at_once, committing
from tests.standings import EVERYONE, GUESTS, VOUCHED

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]
PLAN = Plan({"ky": "Той мезгили", "ru": "Свадебный сезон"}, {"ky": "Оштон жана Баткенден"})


def facts(venture):
    return [entry.fact.removeprefix("marketplace.") for entry in read(venture.stream, 0)]


def test_who_founds_one_is_its_first_steward(aizada):
    key = uuid4()
    made = found_venture(aizada, PLAN, key)
    assert found_venture(aizada, PLAN, key) == made
    assert (made.state, made.lab, made.title) == ("idea", aizada.lab, "Той мезгили")
    assert [(one.member, one.role) for one in made.partners.all()] == [(aizada, "steward")]
    assert facts(made) == ["venture.founded"]
    (told,) = present(list(Entry.objects.filter(stream=made.stream)), "ky")
    assert told["data"] == {"type": "venture", "venture": made.pk, "version": 1, "state": "idea"}


def test_another_womans_key_gives_nothing_of_hers(aizada, begimai):
    key = uuid4()
    found_venture(aizada, PLAN, key)
    with pytest.raises(Refused, match="invalid"):
        found_venture(begimai, PLAN, key)
    assert Venture.objects.count() == 1


def test_who_may_found_one_and_who_may_see_it_and_bring_something(cast, venture, who_may):
    made, grown = venture(), VOUCHED - {"under_18"}
    assert set(cast) == EVERYONE - GUESTS
    assert who_may(lambda woman: found_venture(woman, PLAN, uuid4())) == grown
    assert {who for who, woman in cast.items() if may_see(woman, made)} == VOUCHED - {"blocked"}
    assert who_may(lambda woman: make_offer(woman, made.pk, "tool", "Тигүүчү машина")) == grown - {"blocked"}


def test_only_who_is_in_it_follows_it(cast, venture, comes):
    made = venture()
    comes(made, cast["begimai"])
    comes(made, cast["trusted"], role="guest")
    asks = answer([(woman, made.stream) for woman in cast.values()])
    names = {woman: who for who, woman in cast.items()}
    assert {names[woman] for (woman, _), allowed in asks.items() if allowed} == {"aizada", "begimai", "trusted"}


@pytest.mark.parametrize("deed", ["change", "begin", "close", "show", "hide"])
def test_who_keeps_it_changes_it(cast, venture, comes, who_may, deed):
    made = venture()
    comes(made, cast["begimai"])
    comes(made, cast["trusted"], role="guest")
    comes(made, cast["mentor"], role="steward")

    def try_it(woman):
        Venture.objects.update(state="idea", closed_at=None)
        do(deed, woman, Venture.objects.get())

    assert who_may(try_it) == {"aizada", "mentor"}


def do(deed, by, venture):
    if deed == "change":
        return change_venture(by, venture.pk, Plan({"ky": "Кийиз"}), venture.version)
    deeds = {"begin": begin_venture, "close": close_venture, "show": show_venture, "hide": hide_venture}
    return deeds[deed](by, venture.pk, venture.version)


def test_a_coordinator_of_its_lab_keeps_it_while_no_steward_may(cast, venture):
    made = venture()
    with pytest.raises(Refused, match="forbidden"):
        begin_venture(cast["coordinator"], made.pk, made.version)
    cast["aizada"].suspended_at = timezone.now()
    cast["aizada"].save()
    with pytest.raises(Refused, match="forbidden"):
        begin_venture(cast["elsewhere"], made.pk, made.version)
    assert begin_venture(cast["coordinator"], made.pk, made.version).state == "running"


def test_what_is_stale_changes_nothing_and_brings_the_fresh_one(aizada, venture):
    made = venture()
    change_venture(aizada, made.pk, Plan({"ky": "Кийиз"}), made.version)
    with pytest.raises(VentureMoved) as moved:
        change_venture(aizada, made.pk, Plan({"ky": "Жүн"}), made.version)
    assert (moved.value.code, moved.value.venture.title, moved.value.venture.version) == ("conflict", "Кийиз", 2)


@pytest.mark.parametrize("titles", [{}, {"ky": " "}, {"ky": "12"}, {"ky": "к" * 81}, {"de": "Filz"}])
def test_it_needs_a_name(aizada, titles):
    with pytest.raises(Refused, match=r"invalid|too_long") as refused:
        found_venture(aizada, Plan(titles), uuid4())
    assert str(refused.value.message)
    assert not Venture.objects.exists()


def test_it_runs_is_closed_and_goes_on(aizada, venture, again):
    made = venture()
    made = begin_venture(aizada, made.pk, made.version)
    made = show_venture(aizada, made.pk, made.version)
    first = made.public_code
    made = show_venture(aizada, made.pk, made.version)
    assert None not in (first, made.public_code)
    assert first != made.public_code
    made = close_venture(aizada, made.pk, made.version)
    assert (made.state, made.public_code, made.closed_at is not None) == ("closed", None, True)
    with pytest.raises(Refused, match="read_only"):
        show_venture(aizada, made.pk, made.version)
    with pytest.raises(Refused, match="read_only"):
        change_venture(aizada, made.pk, Plan({"ky": "Кийиз"}), made.version)
    with pytest.raises(VentureMoved):
        close_venture(aizada, made.pk, made.version)
    assert reopen_venture(aizada, made.pk, made.version).state == "running"
    assert facts(made) == ["venture.founded"] + 5 * ["venture.changed"]


def test_nobody_is_shown_where_a_woman_is_whom_she_does_not_meet(aizada, begimai, trusted, make_member, venture, comes):
    made, other = venture(), make_member("Нурзат")
    comes(made, begimai)
    Block.objects.create(by=other, member=begimai)
    assert list(Venture.objects.visible_to(other)) == []
    assert list(Venture.objects.visible_to(trusted)) == [made]
    Block.objects.create(by=aizada, member=begimai)  # of two who are in it neither loses it
    assert list(Venture.objects.visible_to(begimai)) == [made]
    assert answer([(begimai, made.stream)]) == {(begimai, made.stream): True}


@committing
def test_her_second_tap_founds_nothing_more(aizada):
    key = uuid4()
    results = at_once(*[lambda: found_venture(aizada, PLAN, key)] * 4)
    assert len({one.pk for one in results}) == 1
    assert (Venture.objects.count(), Partner.objects.count()) == (1, 1)
