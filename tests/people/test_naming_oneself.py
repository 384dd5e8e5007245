"""The name she wants to be called: seen as it is, and turning nothing round."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commons.journal.refusals import Refused
from commons.people.clean import clean_about, clean_line, clean_name

UNSEEN = "\u202e\u202d\u202a\u202b\u202c\u2066\u2067\u2068\u2069\u200e\u200f\u061c\u200b\u200c\u2060\ufeff\u00ad\u0000\u0007\u007f"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Айзада", "Айзада"),
        ("  Айзада \t эже\n", "Айзада эже"),
        ("Ай\u202eадаз", "Айадаз"),
        ("\u2067Айзада\u2069", "Айзада"),
        ("А\u200bй\u200dзада\ufeff", "Айзада"),
        ("Айзада\u0000", "Айзада"),
        ("Айзада\u2028Бегимай", "Айзада Бегимай"),
        ("и\u0306од", "йод"),
        ("فاطمة", "فاطمة"),
        ("Z\u0300\u0301\u0302\u0303\u0304\u0305algo", "Z\u0300\u0301algo"),
        ("\u0301\u0302Айзада", "Айзада"),
        ("и\u200b\u0306од", "йод"),
        ("<b>Айзада</b>", "<b>Айзада</b>"),
        ("О'Нил & Ко", "О'Нил & Ко"),
    ],
)
def test_a_name_is_cleaned(typed, name):
    assert clean_name(typed) == name


@pytest.mark.parametrize("typed", ["", "   ", "\u200b\u200b", "\u202e", "\u3164", "\u2800\u2800", "...", "123", "👩", "\u0301"])
def test_what_shows_no_letter_is_no_name(typed):
    with pytest.raises(Refused, match="invalid"):
        clean_name(typed)


def test_a_name_has_forty_characters_at_most():
    assert clean_name("я" * 40)
    with pytest.raises(Refused, match="too_long"):
        clean_name("я" * 41)


def test_what_cant_be_seen_doesnt_count():
    assert clean_name("\u200b" * 60 + "я" * 40) == "я" * 40


def test_a_few_words_may_be_none_and_are_three_hundred_at_most():
    assert clean_about(" \u200b ") == ""
    with pytest.raises(Refused, match="too_long") as refused:
        clean_about("я" * 303)
    assert "3" in str(refused.value.message)


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(UNSEEN))))
def test_no_text_brings_in_what_cant_be_seen(text):
    line = clean_line(text)
    assert not set(line) & set(UNSEEN)
    assert line == clean_line(line) == line.strip()


@pytest.mark.django_db
def test_markup_in_a_name_is_only_letters_on_every_page(make_member, signed_in, aizada):
    other = make_member("<script>alert(1)</script>", about="<img src=x onerror=alert(1)>")
    hers = signed_in(aizada)
    for address in ("/members/", f"/members/{other.pk}/", f"/members/{other.pk}/block/"):
        page = hers.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    assert "&lt;script&gt;alert" in hers.get(f"/members/{other.pk}/").content.decode()


@pytest.mark.django_db
def test_what_is_too_long_is_said_and_not_cut_off(signed_in, aizada):
    hers = signed_in(aizada)
    assert "maxlength" not in hers.get("/me/edit/").content.decode()
    answer = hers.post("/me/edit/", {"name": "я" * 41, "about": "ю" * 301})
    page = answer.content.decode()
    assert (answer.status_code, "я" * 41 in page, "ю" * 301 in page) == (422, True, True)
    assert "Ат 40 белгиден ашпашы керек" in page
    aizada.refresh_from_db()
    assert aizada.name == "Айзада"
