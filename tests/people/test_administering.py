"""The admin shows, and changes nothing that an action would tell the others."""

import pytest
from django.contrib.auth.models import Permission

from commons.journal.reading import head, read
from commons.people.models import Lab, Member
from commons.people.streams import member_stream

pytestmark = pytest.mark.django_db

CHANGE = "/admin/people/member/{}/change/"
FORGED = {
    "name": "Айзада",
    "number": "123456",
    "language": "ky",
    "speaks": "[]",
    "belonging": "resident",
    "standing": "trusted",
    "is_active": "",
    "is_staff": "on",
    "is_superuser": "on",
    "roles-TOTAL_FORMS": "1",
    "roles-INITIAL_FORMS": "0",
    "roles-0-kind": "coordinator",
}


@pytest.fixture
def anara(make_member):
    """Anara, staff, with every right in the admin."""
    anara = make_member("Анара", is_staff=True)
    anara.user_permissions.set(Permission.objects.filter(content_type__app_label="people"))
    return anara


@pytest.fixture
def owner(make_member):
    return make_member("Роза", is_staff=True, is_superuser=True)


def forge(browser, member: Member) -> Member:
    batken = Lab.objects.get(slug="batken").pk
    sent = FORGED | {"number": member.number, "lab": batken, "roles-0-lab": batken, "roles-0-member": member.pk}
    assert browser.post(CHANGE.format(member.pk), sent).status_code == 302
    return Member.objects.get(pk=member.pk)


@pytest.mark.parametrize("who", ["anara", "owner"])
def test_standing_roles_and_lab_are_changed_elsewhere(who, aizada, signed_in, request):
    after = forge(signed_in(request.getfixturevalue(who)), aizada)
    assert (after.standing, after.is_active, after.lab) == ("vouched", True, aizada.lab)
    assert not after.roles.exists()


@pytest.mark.parametrize("typed", ["5", "", "null", '"ky"', '["xx"]'])
def test_what_she_speaks_she_says_herself(typed, anara, aizada, signed_in):
    Member.objects.filter(pk=aizada.pk).update(speaks=["ky"])
    assert signed_in(anara).post(CHANGE.format(aizada.pk), FORGED | {"number": aizada.number, "speaks": typed}).status_code == 302
    assert Member.objects.get(pk=aizada.pk).speaks == ["ky"]


def test_staff_make_nobody_staff(anara, aizada, signed_in):
    after = forge(signed_in(anara), aizada)
    assert (after.is_staff, after.is_superuser) == (False, False)


def test_a_superuser_does(owner, aizada, signed_in):
    after = forge(signed_in(owner), aizada)
    assert (after.is_staff, after.is_superuser) == (True, True)


@pytest.mark.django_db(transaction=True)
@pytest.mark.both_databases
def test_powers_given_or_taken_are_told_on_her_stream(owner, aizada, signed_in):
    stream = member_stream(aizada.pk)
    for is_on in ("on", ""):
        before = head(stream)
        sent = FORGED | {"number": aizada.number, "is_staff": is_on, "is_superuser": is_on}
        assert signed_in(owner).post(CHANGE.format(aizada.pk), sent).status_code == 302
        assert Member.objects.get(pk=aizada.pk).is_staff == bool(is_on)
        assert [entry.fact for entry in read(stream, before)] == ["people.member.changed"]


def test_what_is_not_saved_is_not_told(owner, aizada, signed_in):
    sent = FORGED | {"number": owner.number}  # another's
    assert signed_in(owner).post(CHANGE.format(aizada.pk), sent).status_code == 200
    assert head(member_stream(aizada.pk)) == 0


def test_nobody_is_deleted(owner, aizada, invite, signed_in):
    hers = signed_in(owner)
    assert hers.post(f"/admin/people/member/{aizada.pk}/delete/", {"post": "yes"}).status_code == 403
    assert hers.post(f"/admin/people/invitation/{invite().pk}/delete/", {"post": "yes"}).status_code == 403
