"""Who came and asks to join: who says "I know her" of her, or "I don't", and what she hears of it."""

import pytest

from commons.journal.reading import read
from commons.journal.refusals import Refused
from commons.people import may as people_may
from commons.people.actions import block, vouch
from commons.people.models import NotMet, Vouch
from events.actions import (
    name_cohost,
    pass_over_newcomer,
    welcome_newcomer,
)
from events.newcomers import newcomers_for

pytestmark = pytest.mark.django_db


def facts(stream):
    return [entry.fact for entry in read(stream, 0)]


def test_a_host_says_i_know_her_and_she_is_told(gathering, come, join, ambassador, deliver):
    felt = gathering()
    seat = come(felt)
    member = join(seat)
    assert list(newcomers_for(ambassador, felt)) == [member]
    welcome_newcomer(ambassador, felt, member)
    member.refresh_from_db()
    assert (member.standing, member.belonging) == ("vouched", "network")
    assert Vouch.objects.get().by == ambassador
    assert not newcomers_for(ambassador, felt).exists()
    welcome_newcomer(ambassador, felt, member)  # twice is once
    assert facts(f"people.lab:{member.lab_id}") == ["people.member.joined", "people.member.vouched"]
    deliver()
    assert facts(felt.desk_stream)[-1] == "events.newcomer.known"
    assert [(one.kind, one.about) for one in notices_to(member)] == [("event-welcomed", seat.stream)]
    assert [one.kind for one in notices_to(ambassador)] == ["event-asks"]


def notices_to(member):
    from commons.notify.models import Notice

    return list(Notice.objects.filter(to=member.actor))


def test_i_dont_takes_her_off_the_list_of_who_says_it_alone(gathering, come, join, ambassador, make_member):
    felt, coordinator = gathering(), make_member("Чолпон", standing="trusted", roles=("coordinator",))
    member = join(come(felt))
    pass_over_newcomer(ambassador, felt, member)
    pass_over_newcomer(ambassador, felt, member)
    assert NotMet.objects.count() == 1
    assert not newcomers_for(ambassador, felt).exists()
    assert member not in people_may.asked_of(ambassador)
    assert list(newcomers_for(coordinator, felt)) == [member]
    welcome_newcomer(ambassador, felt, member)  # she remembered her
    member.refresh_from_db()
    assert member.is_vouched


WHO = ["host", "cohost", "coordinator", "trusted", "resident", "coordinator of another lab", "ambassador of another gathering", "herself"]


@pytest.mark.parametrize("who", WHO)
def test_who_says_i_know_her_at_the_desk(who, gathering, come, join, ambassador, make_member):
    felt, cohost = gathering(), make_member("Бегимай")
    name_cohost(ambassador, felt, cohost)
    member = join(come(felt))
    cast = {
        "host": ambassador,
        "cohost": cohost,
        "coordinator": make_member("Чолпон", standing="trusted", roles=("coordinator",)),
        "trusted": make_member("Наргиза", standing="trusted"),
        "resident": make_member("Жылдыз"),
        "coordinator of another lab": make_member("Сайкал", at="batken", standing="trusted", roles=("coordinator",)),
        "ambassador of another gathering": make_member("Елена", roles=("ambassador",)),
        "herself": member,
    }
    allowed = who in ("host", "cohost", "coordinator")
    assert newcomers_for(cast[who], felt).exists() == allowed
    for say in (pass_over_newcomer, welcome_newcomer):
        if allowed:
            say(cast[who], felt, member)
        else:
            with pytest.raises(Refused, match="forbidden"):
                say(cast[who], felt, member)
    member.refresh_from_db()
    assert member.is_vouched == allowed


def test_the_women_of_the_lab_who_vouch_find_her_where_others_wait(gathering, come, join, make_member):
    trusted = make_member("Наргиза", standing="trusted")
    member = join(come(gathering()))
    assert member in people_may.asked_of(trusted)
    vouch(trusted, member)
    member.refresh_from_db()
    assert member.is_vouched


def test_a_cohost_says_it_by_the_word_of_a_host_who_may_invite(gathering, come, join, ambassador, make_member):
    felt, cohost = gathering(), make_member("Бегимай")
    name_cohost(ambassador, felt, cohost)
    member = join(come(felt))
    ambassador.roles.all().delete()
    with pytest.raises(Refused, match="forbidden"):
        welcome_newcomer(cohost, felt, member)
    with pytest.raises(Refused, match="forbidden"):
        welcome_newcomer(ambassador, felt, member)


def test_whom_she_does_not_meet_neither_sees_nor_knows_her(gathering, come, join, ambassador, make_member):
    felt, coordinator = gathering(), make_member("Чолпон", standing="trusted", roles=("coordinator",))
    member = join(come(felt))
    block(member, ambassador)
    assert not newcomers_for(ambassador, felt).exists()
    assert newcomers_for(coordinator, felt).count() == 1
    with pytest.raises(Refused, match="forbidden"):
        welcome_newcomer(ambassador, felt, member)


def test_only_of_those_who_came_to_it(gathering, come, join, ambassador):
    felt, other = gathering(), gathering()
    member = join(come(felt))
    with pytest.raises(Refused, match="forbidden"):
        welcome_newcomer(ambassador, other, member)
