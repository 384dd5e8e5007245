"""Leaving: this phone, all phones; and three words to come back by."""

import pytest

from commons.journal.reading import read
from commons.people.actions import keep_words, sign_in
from commons.people.models import Member
from commons.people.streams import member_stream

pytestmark = pytest.mark.django_db


def is_in(browser) -> bool:
    return browser.get("/me/").status_code == 200


def test_signing_out_leaves_nothing_in_the_browser(aizada, signed_in):
    hers = signed_in(aizada)
    answer = hers.post("/sign-out/")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert not is_in(hers)


def test_her_other_phone_stays(aizada, signed_in):
    one, other = signed_in(aizada), signed_in(aizada)
    one.post("/sign-out/")
    assert is_in(other)


def test_everywhere_is_everywhere(aizada, begimai, signed_in):
    one, other, another_woman = signed_in(aizada), signed_in(aizada), signed_in(begimai)
    answer = one.post("/sign-out/everywhere/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert (is_in(one), is_in(other), is_in(another_woman)) == (False, False, True)


@pytest.mark.parametrize("address", ["/sign-out/", "/sign-out/everywhere/"])
def test_her_stream_tells_the_sockets(aizada, signed_in, address):
    signed_in(aizada).post(address)
    assert [entry.fact for entry in read(member_stream(aizada.pk), 0)] == ["people.session.ended"]


def test_a_link_signs_nobody_out(aizada, signed_in):
    hers = signed_in(aizada)
    assert hers.get("/sign-out/").status_code == 200
    assert hers.get("/sign-out/everywhere/")["Location"] == "/sign-out/"
    assert is_in(hers)


def test_three_words_are_shown_once_and_bring_her_back(aizada, signed_in):
    hers = signed_in(aizada)
    page = hers.post("/me/words/").context["words"]
    assert is_in(hers)
    assert sign_in(aizada.number, " ".join(page)) == aizada
    kept = Member.objects.get(pk=aizada.pk)
    assert not any(word in kept.password for word in page)


def test_the_words_page_is_kept_in_no_cache(aizada, signed_in):
    assert "no-store" in signed_in(aizada).post("/me/words/")["Cache-Control"]


def test_new_words_end_the_old_ones_and_every_other_phone(aizada, signed_in):
    keep_words(aizada)
    one, other = signed_in(aizada), signed_in(aizada)
    one.post("/me/words/", {"instead_of": one.get("/me/words/").context["instead_of"]})
    assert (is_in(one), is_in(other)) == (True, False)


def test_words_are_of_her_language(make_member):
    words = keep_words(make_member("Ольга", language="ru")).split()
    assert len(words) == 3


def test_signing_out_without_words_is_thought_over_first(aizada, signed_in):
    hers = signed_in(aizada)
    assert "/me/words/" in hers.get("/sign-out/").content.decode()
    keep_words(aizada)
    assert "/me/words/" not in signed_in(Member.objects.get(pk=aizada.pk)).get("/sign-out/").content.decode()


def test_her_first_words_are_told_too(aizada):
    keep_words(aizada)  # her other sessions end by it, and mustn't learn so from a sweep alone
    assert [entry.fact for entry in read(member_stream(aizada.pk), 0)] == ["people.session.ended"]
