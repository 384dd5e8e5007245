"""Saving data: chosen on this phone, else as its browser says."""

import pytest

pytestmark = pytest.mark.django_db


def saves(browser, **headers) -> bool:
    page = browser.get("/language/", headers=headers or None).content.decode()
    return "data-saves" in page


def test_it_is_chosen_and_taken_back(stranger):
    assert not saves(stranger)
    answer = stranger.post("/saving/", {"saves": "1", "next": "/language/"})
    assert answer["Location"] == "/language/"
    assert saves(stranger)
    stranger.post("/saving/", {"saves": "0"})
    assert not saves(stranger)


def test_a_browser_may_say_so_and_her_choice_goes_before_it(stranger):
    assert saves(stranger, **{"save-data": "on"})
    assert not saves(stranger, **{"save-data": "off"})
    stranger.post("/saving/", {"saves": "0"})
    assert not saves(stranger, **{"save-data": "on"})


def test_anything_else_changes_nothing(stranger):
    assert "saves_data" not in stranger.post("/saving/", {"saves": "2"}).cookies
    assert "saves_data" not in stranger.get("/saving/?saves=1").cookies
    assert stranger.post("/saving/", {"saves": "1", "next": "//elsewhere.kg/"})["Location"] == "/"


def test_both_her_page_and_the_one_of_languages_lead_there(aizada, signed_in, stranger):
    assert 'href="/saving/?next=/me/"' in signed_in(aizada).get("/me/").content.decode()
    assert "/saving/?next=" in stranger.get("/language/").content.decode()
