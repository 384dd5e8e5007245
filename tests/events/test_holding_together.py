"""Who holds a gathering beside its host: named by her, seen at her lab, and free to leave."""

import pytest

from commons.journal.models import Entry
from commons.journal.refusals import Refused
from commons.journal.worker import Worker
from commons.notify.models import Notice
from commons.people.models import Block
from events.actions import name_cohost, remove_cohost, show_cohost
from events.may import holds
from events.models import CoHost

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]


@pytest.fixture
def felt(gathering):
    return gathering()


def test_she_who_is_named_holds_it_once_and_is_told(felt, ambassador, aizada):
    name_cohost(ambassador, felt, aizada)
    name_cohost(ambassador, felt, aizada)
    assert holds(aizada, felt)
    assert Entry.objects.filter(fact="events.host.named").count() == 1
    Worker().run_due(limit=100)
    assert Notice.objects.get(kind="event-hosting").to == aizada.actor


def test_a_coordinator_of_the_lab_names_one_too(felt, coordinator, aizada):
    name_cohost(coordinator, felt, aizada)
    assert holds(aizada, felt)


def test_who_holds_it_with_her_names_nobody(felt, ambassador, aizada, trusted):
    name_cohost(ambassador, felt, aizada)
    for by in (aizada, trusted):
        with pytest.raises(Refused, match="forbidden"):
            name_cohost(by, felt, trusted)
    assert not holds(trusted, felt)


@pytest.mark.parametrize("standing", ["invited", "asked"])
def test_who_is_not_vouched_for_holds_nothing(felt, ambassador, make_member, standing):
    with pytest.raises(Refused, match="forbidden"):
        name_cohost(ambassador, felt, make_member("Асель", standing=standing))


def test_a_girl_is_not_named(felt, ambassador, under_18):
    with pytest.raises(Refused, match="forbidden"):
        name_cohost(ambassador, felt, under_18)


def test_her_name_stands_on_its_page_where_she_lets_it(felt, ambassador, begimai, trusted, stranger, signed_in):
    name_cohost(ambassador, felt, begimai)
    page = f"/events/{felt.pk}/"
    assert begimai.name not in stranger.get(page).content.decode()
    with pytest.raises(Refused, match="forbidden"):
        show_cohost(ambassador, felt, True)
    for shown in ("yes", "no"):
        signed_in(begimai).post(page + "hosts/name/", {"shown": shown})
        assert (begimai.name in stranger.get(page).content.decode()) == (shown == "yes")
    name_cohost(ambassador, felt, trusted)
    Block.objects.create(by=trusted, member=begimai)
    assert begimai.name not in signed_in(trusted).get(page + "hosts/").content.decode()


def test_nobody_is_named_whom_she_does_not_meet_and_not_herself(felt, ambassador, aizada, suspended):
    Block.objects.create(by=aizada, member=ambassador)
    for member in (aizada, ambassador, suspended):
        with pytest.raises(Refused, match="forbidden"):
            name_cohost(ambassador, felt, member)
    assert not CoHost.objects.exists()


def test_ten_beside_the_host_are_enough(felt, ambassador, make_member):
    for n in range(10):
        name_cohost(ambassador, felt, make_member(f"Аида {n}"))
    with pytest.raises(Refused, match="invalid"):
        name_cohost(ambassador, felt, make_member("Асель"))


def test_the_host_takes_it_back_and_she_leaves_herself(felt, ambassador, aizada, trusted):
    for member in (aizada, trusted):
        name_cohost(ambassador, felt, member)
    with pytest.raises(Refused, match="forbidden"):
        remove_cohost(aizada, felt, trusted)
    remove_cohost(aizada, felt, aizada)
    remove_cohost(ambassador, felt, trusted)
    remove_cohost(ambassador, felt, trusted)
    assert not CoHost.objects.exists()
    assert Entry.objects.filter(fact="events.host.removed").count() == 2
    ended = Entry.objects.filter(fact="people.membership.ended")
    assert {(entry.stream, entry.data["of"]) for entry in ended} == {
        (f"people.member:{member.pk}", felt.desk_stream) for member in (aizada, trusted)
    }


def test_a_coordinator_keeps_the_desk_where_she_is_taken_off_the_list(felt, ambassador, coordinator):
    name_cohost(ambassador, felt, coordinator)
    remove_cohost(ambassador, felt, coordinator)
    assert not Entry.objects.filter(fact="people.membership.ended").exists()
