"""A lab is a row; its first coordinator comes by a printed invitation."""

import re
from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from commons.journal.models import Entry
from commons.people.actions import change_profile, labs, make_founder_invitation
from commons.people.models import Craft, Lab, Member, Role

pytestmark = pytest.mark.django_db


def test_three_labs_and_four_crafts_are_there_from_the_start():
    assert set(Lab.objects.values_list("slug", flat=True)) >= {"osh", "batken", "jalal-abad"}
    assert set(Craft.objects.values_list("slug", flat=True)) >= {"sewing", "cooking", "guiding", "digital"}
    for named in [*Lab.objects.filter(slug__in=["osh", "batken", "jalal-abad"]), *Craft.objects.all()]:
        assert set(named.names) == {"ky", "ru", "uz-cyrl", "en"}


def test_the_first_coordinator_comes_by_a_printed_address(stranger):
    said = StringIO()
    call_command("founder", lab="batken", stdout=said)
    code = re.search(r"/i/(\w{8})\s*$", said.getvalue()).group(1)
    key = stranger.get(f"/i/{code}/name/").context["form"]["key"].value()
    stranger.post(f"/i/{code}/name/", {"name": "Сайкал", "key": key})
    founder = Member.objects.get(name="Сайкал")
    assert founder.standing == "trusted"
    assert founder.is_coordinator_of(Lab.objects.get(slug="batken").pk)


def test_there_is_no_founder_of_nowhere():
    with pytest.raises(CommandError, match="osh"):
        call_command("founder", lab="nowhere")


SENT = {"slug": "naryn", "names": '{"ky": "Нарын"}', "regions": '{"ky": "Нарын"}', "languages": '["ky"]'}


@pytest.fixture
def staff(make_member):
    return make_member("Анара", is_staff=True, is_superuser=True)


def test_a_lab_saved_in_the_admin_is_announced(staff, signed_in):
    assert signed_in(staff).post("/admin/people/lab/add/", SENT).status_code == 302
    lab = Lab.objects.get(slug="naryn")
    (told,) = Entry.objects.filter(fact="people.lab.opened")
    assert (told.stream, told.data, told.actor) == (f"people.lab:{lab.pk}", {"lab": lab.pk}, staff.actor)


def test_a_lab_that_could_not_be_announced_is_not_there(staff, signed_in, monkeypatch):
    def fall(*told: object) -> None:
        raise RuntimeError("as if the power went")

    monkeypatch.setattr(labs, "record", fall)
    with pytest.raises(RuntimeError, match="the power"):
        signed_in(staff).post("/admin/people/lab/add/", SENT)
    assert not Lab.objects.filter(slug="naryn").exists()


def test_a_lab_that_is_changed_is_not_announced_again(staff, signed_in):
    osh = Lab.objects.get(slug="osh")
    signed_in(staff).post(f"/admin/people/lab/{osh.pk}/change/", SENT | {"slug": "osh", "organisation": "Акылжан"})
    assert Lab.objects.get(pk=osh.pk).organisation == "Акылжан"
    assert not Entry.objects.filter(fact="people.lab.opened").exists()


def test_a_craft_saved_in_the_admin_is_announced_once(staff, signed_in):
    hers, sent = signed_in(staff), {"slug": "felt", "names": '{"ky": "Кийиз"}'}
    assert hers.post("/admin/people/craft/add/", sent).status_code == 302
    felt = Craft.objects.get(slug="felt")
    assert hers.post(f"/admin/people/craft/{felt.pk}/change/", sent).status_code == 302
    (told,) = Entry.objects.filter(fact="people.craft.added")
    assert (told.stream, told.data, told.actor) == (f"people.craft:{felt.pk}", {"craft": felt.pk}, staff.actor)


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_while_others_write_a_lab_is_saved_too(staff, signed_in, aizada):
    """The admin's own transaction holds SQLite's lock: it waits its turn among the actions, before it begins."""
    hers = signed_in(staff)

    def write(_: int) -> None:
        try:
            change_profile(aizada, "Айзада", ["ky"], [], "")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        others = threads.map(write, range(40))
        for number in range(5):
            assert hers.post("/admin/people/lab/add/", SENT | {"slug": f"naryn-{number}"}).status_code == 302
        list(others)
    assert Entry.objects.filter(fact="people.lab.opened").count() == 5


NO_NAMES = [
    '"Naryn"',
    "5",
    "null",
    "{}",
    '["ky"]',
    '{"ky": ""}',
    '{"ky": " "}',
    '{"ky": 5}',
    '{"kg": "Нарын"}',
    '{"ky": "Нарын", "ru": [""]}',
]
NO_LANGUAGES = ["5", "null", "[]", '"ky"', '{"ky": "Кыргызча"}', '["kg"]', "[5]", "[[]]"]


@pytest.mark.parametrize(
    ("field", "typed"),
    [*[("names", typed) for typed in NO_NAMES], ("regions", "5"), *[("languages", typed) for typed in NO_LANGUAGES]],
)
def test_what_is_no_name_and_no_language_is_refused_beside_the_field(field, typed, staff, signed_in, stranger):
    hers, osh = signed_in(staff), Lab.objects.get(slug="osh")
    for path in ("/admin/people/lab/add/", f"/admin/people/lab/{osh.pk}/change/"):
        answer = hers.post(path, SENT | {field: typed})
        assert answer.status_code == 200
        assert list(answer.context["adminform"].form.errors) == [field]
    assert stranger.get("/").status_code == 200


def test_a_crafts_names_are_looked_at_too(staff, signed_in):
    sewing = Craft.objects.get(slug="sewing")
    for path in ("/admin/people/craft/add/", f"/admin/people/craft/{sewing.pk}/change/"):
        answer = signed_in(staff).post(path, {"slug": "felt", "names": '"Felt"'})
        assert list(answer.context["adminform"].form.errors) == ["names"]


@pytest.mark.parametrize("language", ["ky", "ru", "uz-cyrl", "en"])
def test_why_a_name_was_refused_is_said_in_her_language(language, staff, signed_in):
    staff.language = language
    answer = signed_in(staff).post("/admin/people/lab/add/", SENT | {"names": '"Naryn"', "languages": "5"})
    page = answer.content.decode()
    assert page.count('class="errorlist"') == 2
    for sentence in ("Give the name by language code", "Give a list of language codes"):
        assert (sentence in page) == (language == "en")


def a_role(lab: Lab, aizada: Member) -> object:
    return Role.objects.create(member=aizada, lab=lab, kind="mentor")


def an_invitation(lab: Lab, _: Member) -> object:
    return make_founder_invitation(lab)


@pytest.mark.parametrize("what", [a_role, an_invitation])
def test_a_lab_is_not_deleted_with_what_belongs_to_it(what, aizada, staff, signed_in):
    naryn = Lab.objects.create(slug="naryn", names={"ky": "Нарын"}, regions={"ky": "Нарын"}, languages=["ky"])
    kept = what(naryn, aizada)
    hers = signed_in(staff)
    assert hers.post(f"/admin/people/lab/{naryn.pk}/delete/", {"post": "yes"}).status_code == 200
    hers.post("/admin/people/lab/", {"action": "delete_selected", "_selected_action": naryn.pk, "post": "yes"})
    kept.refresh_from_db()
