"""What she says of herself, and in which language the house speaks to her."""

import pytest

from commons.people.models import Craft, Member

pytestmark = pytest.mark.django_db


def test_she_changes_her_page(aizada, signed_in):
    cooking, _ = Craft.objects.get_or_create(slug="cooking", defaults={"names": {"en": "Cooking"}})
    sent = {"name": "Айзада эже", "speaks": ["en", "ky"], "crafts": ["cooking"], "about": "Той тамагын бышырам"}
    assert signed_in(aizada).post("/me/edit/", sent)["Location"] == "/me/"
    aizada.refresh_from_db()
    assert (aizada.name, aizada.speaks, list(aizada.crafts.all())) == ("Айзада эже", ["ky", "en"], [cooking])


def test_what_is_not_right_is_said_beside_its_field_and_nothing_is_kept(aizada, signed_in):
    answer = signed_in(aizada).post("/me/edit/", {"name": "\u200b", "about": "я" * 301, "crafts": ["9" * 40], "speaks": ["xx"]})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"name", "about", "crafts", "speaks"}
    assert "я" * 301 in answer.content.decode()
    assert Member.objects.get(pk=aizada.pk).name == "Айзада"


def test_the_language_she_chooses_anywhere_is_hers(aizada, signed_in):
    answer = signed_in(aizada).post("/language/", {"language": "uz-cyrl", "next": "/me/"})
    assert answer.cookies["django_language"].value == "uz-cyrl"
    assert Member.objects.get(pk=aizada.pk).language == "uz-cyrl"


@pytest.mark.parametrize("who", ["coordinator", "trusted", "ambassador"])
def test_who_may_invite_finds_the_way_on_her_page(who, request, signed_in, aizada):
    assert "/invitations/" in signed_in(request.getfixturevalue(who)).get("/me/").content.decode()
    assert "/invitations/" not in signed_in(aizada).get("/me/").content.decode()


def test_the_newly_invited_finds_who_can_say_it(invited, coordinator, signed_in):
    page = signed_in(invited).get("/me/").content.decode()
    assert f"/members/{coordinator.pk}/" in page
    assert '/members/"' not in page
