"""Who is in a venture as what, and how she leaves: somebody always keeps it, and who left sees no more."""

import pytest

from commons.journal.models import Entry
from commons.journal.reading import read
from commons.journal.refusals import Refused
from commons.realtime.doors import may_enter
from marketplace.boards.actions import change_role, close_venture, leave_venture, reopen_venture, show_out
from marketplace.boards.actions.partners import LAST, LAST_OF_CLOSED
from marketplace.boards.models import Partner, Venture
from tests.racing import at_once, committing

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]


def role_of(venture, member):
    return Partner.objects.standing().filter(venture=venture, member=member).values_list("role", flat=True).first()


def test_who_leaves_sees_no_more_and_keeps_her_row(begimai, venture, comes):
    felt = venture()
    comes(felt, begimai)
    assert may_enter(begimai, felt.stream)
    leave_venture(begimai, felt.pk)
    leave_venture(begimai, felt.pk)
    assert not may_enter(begimai, felt.stream)
    assert Partner.objects.get(venture=felt, member=begimai).left_at is not None
    (ended,) = Entry.objects.filter(stream=f"people.member:{begimai.pk}", fact="people.membership.ended")
    assert ended.data == {"of": felt.stream}
    assert [entry.fact for entry in read(felt.stream, 0)].count("marketplace.partner.left") == 1


def test_the_last_steward_stays(aizada, begimai, venture, comes):
    felt = venture()
    comes(felt, begimai)
    for deed in (lambda: leave_venture(aizada, felt.pk), lambda: change_role(aizada, felt.pk, aizada.pk, "partner")):
        with pytest.raises(Refused, match="invalid") as refused:
            deed()
        assert refused.value.message == LAST
    assert role_of(felt, aizada) == "steward"
    change_role(aizada, felt.pk, begimai.pk, "steward")
    leave_venture(aizada, felt.pk)
    assert (role_of(felt, aizada), role_of(felt, begimai)) == (None, "steward")


def test_of_what_is_closed_the_last_steward_opens_it_again_before_another_keeps_it(aizada, begimai, venture, comes):
    felt = venture()
    comes(felt, begimai)
    closed = close_venture(aizada, felt.pk, Venture.objects.get(pk=felt.pk).version)
    with pytest.raises(Refused, match="invalid") as refused:
        leave_venture(aizada, felt.pk)
    assert refused.value.message == LAST_OF_CLOSED
    with pytest.raises(Refused, match="read_only"):
        change_role(aizada, felt.pk, begimai.pk, "steward")
    reopen_venture(aizada, felt.pk, closed.version)
    change_role(aizada, felt.pk, begimai.pk, "steward")
    leave_venture(aizada, felt.pk)


def test_who_never_was_in_it_leaves_nothing(begimai, venture):
    with pytest.raises(Refused, match="forbidden"):
        leave_venture(begimai, venture().pk)


def test_she_is_made_more_by_a_steward_and_less_by_nobody_but_herself(aizada, begimai, trusted, venture, comes):
    felt = venture()
    comes(felt, begimai, role="steward")
    comes(felt, trusted, role="guest")
    for by, whom, role in (
        (aizada, begimai, "partner"),
        (aizada, begimai, "guest"),
        (begimai, begimai, "guest"),
        (trusted, trusted, "partner"),
    ):
        with pytest.raises(Refused, match="forbidden"):
            change_role(by, felt.pk, whom.pk, role)
    with pytest.raises(Refused, match="invalid"):
        change_role(aizada, felt.pk, trusted.pk, "queen")
    change_role(aizada, felt.pk, trusted.pk, "partner")
    change_role(begimai, felt.pk, begimai.pk, "partner")
    assert [role_of(felt, woman) for woman in (aizada, begimai, trusted)] == ["steward", "partner", "partner"]


@pytest.mark.parametrize("deed", [lambda *who: change_role(*who, "partner"), show_out])
def test_only_who_keeps_it_says_who_is_in_it_as_what(cast, venture, comes, who_may, deed):
    felt, guest = venture(), cast["trusted"]
    comes(felt, cast["begimai"])
    comes(felt, guest, role="guest")
    comes(felt, cast["mentor"], role="steward")

    def try_it(woman):
        Partner.objects.filter(member=guest).update(role="guest", left_at=None)
        deed(woman, felt.pk, guest.pk)

    assert who_may(try_it) == {"aizada", "mentor"}


def test_a_partner_is_shown_out_by_nobody(aizada, begimai, trusted, venture, comes):
    felt = venture()
    comes(felt, begimai)
    comes(felt, trusted, role="guest")
    with pytest.raises(Refused, match="forbidden"):
        show_out(aizada, felt.pk, begimai.pk)
    show_out(aizada, felt.pk, trusted.pk)
    show_out(aizada, felt.pk, trusted.pk)
    assert (role_of(felt, trusted), Partner.objects.get(member=trusted).shown_out_by) == (None, aizada)
    assert read(felt.stream, 0)[-1].actor == "system"


@committing
def test_of_two_stewards_who_leave_at_once_one_stays(aizada, begimai, venture, comes):
    for _ in range(5):
        felt = venture()
        comes(felt, begimai, role="steward")
        results = at_once(lambda of=felt: leave_venture(aizada, of.pk), lambda of=felt: leave_venture(begimai, of.pk))
        assert sorted(type(one).__name__ for one in results) == ["NoneType", "Refused"]
        assert Partner.objects.stewards().filter(venture=felt).count() == 1


@committing
def test_of_two_stewards_one_leaves_and_one_steps_back_and_one_keeps_it(aizada, begimai, venture, comes):
    for _ in range(5):
        felt = venture()
        comes(felt, begimai, role="steward")
        at_once(lambda of=felt: leave_venture(aizada, of.pk), lambda of=felt: change_role(begimai, of.pk, begimai.pk, "partner"))
        assert Partner.objects.stewards().filter(venture=felt).count() == 1


@committing
def test_her_roles_are_given_once_at_the_same_moment(aizada, begimai, venture, comes):
    felt = venture()
    comes(felt, begimai)
    at_once(*[lambda: change_role(aizada, felt.pk, begimai.pk, "steward")] * 4)
    assert [entry.fact for entry in read(felt.stream, 0)].count("marketplace.partner.changed") == 1
    assert Venture.objects.get().version == 4
