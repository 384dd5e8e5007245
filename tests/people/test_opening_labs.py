"""A lab is a row; its first coordinator comes by a printed invitation."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from commons.journal.models import Entry
from commons.people.models import Craft, Lab, Member

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


def test_a_lab_saved_in_the_admin_is_announced(make_member, signed_in, django_capture_on_commit_callbacks):
    staff = make_member("Анара", is_staff=True, is_superuser=True)
    sent = {"slug": "naryn", "names": '{"ky": "Нарын"}', "regions": '{"ky": "Нарын"}', "languages": '["ky"]', "timezone": "Asia/Bishkek"}
    with django_capture_on_commit_callbacks(execute=True):
        assert signed_in(staff).post("/admin/people/lab/add/", sent).status_code == 302
    lab = Lab.objects.get(slug="naryn")
    (told,) = Entry.objects.filter(fact="people.lab.opened")
    assert (told.stream, told.data, told.actor) == (f"people.lab:{lab.pk}", {"lab": lab.pk}, staff.actor)
