"""Pictures: chosen, made small on the phone, sent, looked at, and waited for where data is dear."""

import pytest
from playwright.sync_api import expect

from .photos import photo

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ADD = "summary.icon-button"
MIC = "[data-press]"
PICTURE = ".said > li[data-seq] picture-frame img"


def choose(page, *photos):
    """Tap on the picture sign and choose these."""
    with page.expect_file_chooser() as chooser:
        page.click(ADD)
    chooser.value.set_files(list(photos))


def test_photos_are_made_small_on_the_phone_and_seen_in_batken(served, window, talk, network, aizada, begimai):
    from chat.models import Message

    osh, batken = (talk(window(one, served)).open_live(network) for one in (aizada, begimai))
    sent = []
    osh.page.on("request", lambda request: sent.append(request) if request.method == "POST" and "/messages/" in request.url else None)
    choose(osh.page, photo(), photo("portrait.jpg", (1500, 3000), "crimson"))
    expect(osh.page.locator(".picked canvas")).to_have_count(2)
    expect(osh.page.locator(MIC)).to_be_hidden()
    osh.write("Кайсынысы жакшы?")
    batken.sees("Кайсынысы жакшы?")
    expect(batken.page.locator(PICTURE)).to_have_count(2)
    expect(osh.page.locator(PICTURE)).to_have_count(2)
    expect(osh.page.locator(".picked > li")).to_have_count(0)
    assert sent[0].sizes()["requestBodySize"] < 60_000
    message = Message.objects.get(room=network)
    assert [(one.width, one.height) for one in message.pictures.order_by("pk")] == [(1280, 960), (640, 1280)]
    assert batken.page.locator(PICTURE).first.evaluate("image => image.loading") == "lazy"
    batken.page.locator(PICTURE).first.click()
    batken.page.wait_for_url("**/1280.webp")


def test_a_picture_is_taken_back_before_it_goes_and_a_fifth_is_not_taken(served, window, talk, network, aizada):
    osh = talk(window(aizada, served)).open_live(network)
    choose(osh.page, *(photo(f"{number}.jpg", (300, 200)) for number in range(3)))
    expect(osh.page.locator(".picked > li")).to_have_count(3)
    choose(osh.page, *(photo(f"{number}.jpg", (300, 200)) for number in range(3)))
    expect(osh.page.locator(".picked > li")).to_have_count(4)
    for left in (3, 2, 1, 0):
        osh.page.locator(".picked button").first.click()
        expect(osh.page.locator(".picked > li")).to_have_count(left)
    expect(osh.page.locator(".composer__send")).to_be_hidden()


def test_chosen_without_a_network_they_wait_and_go(served, window, talk, network, aizada):
    osh = talk(window(aizada, served)).open_live(network)
    choose(osh.page, photo())
    expect(osh.page.locator(".picked > li")).to_have_count(1)
    osh.page.context.set_offline(True)
    osh.page.click(".composer__send")
    expect(osh.page.locator(".said > li.waiting canvas")).to_be_visible()
    osh.page.context.set_offline(False)
    expect(osh.page.locator(PICTURE)).to_have_count(1)
    expect(osh.page.locator(".said > li[data-key]")).to_have_count(0)


def test_what_is_no_picture_is_refused_in_its_bubble_and_can_be_discarded(served, window, talk, network, aizada):
    osh = talk(window(aizada, served)).open_live(network)
    choose(osh.page, {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"<svg onload=alert(1)>"})
    expect(osh.page.locator(".picked > li")).to_have_count(1)
    osh.page.click(".composer__send")
    expect(osh.page.locator(".refusal")).to_contain_text("Башка сүрөт тандаңыз")
    osh.page.click("[data-discard]:visible")
    expect(osh.page.locator(".said > li")).to_have_count(0)
    expect(osh.page.locator("[data-empty]")).to_be_visible()


def test_where_she_saves_data_a_picture_comes_upon_a_tap_also_live(served, window, talk, network, aizada, begimai):
    osh = talk(window(aizada, served)).open_live(network)
    saving = window(begimai, served)
    saving.goto("/saving/")
    saving.click("button[value='1']")
    asked = []
    saving.on("request", lambda request: asked.append(request.url) if ".webp" in request.url else None)
    batken = talk(saving).open_live(network)
    choose(osh.page, photo())
    osh.page.click(".composer__send")
    waits = saving.locator("picture-frame > a", has_text="Сүрөттү көрүү үчүн басыңыз")
    for _ in ("live", "after a reload"):
        expect(waits).to_be_visible()
        assert saving.locator("picture-frame img").count() == 0
        batken.open_live(network)
    assert asked == []
    with saving.expect_request("**/*.webp"):
        waits.click()
    expect(saving.locator(PICTURE)).to_be_visible()


@pytest.mark.parametrize("saves", [False, True])
def test_it_all_works_without_javascript(served, window, talk, network, aizada, saves):
    page = window(aizada, served, java_script_enabled=False)
    osh = talk(page).open(network)
    expect(page.locator("[data-press]")).to_be_hidden()
    expect(page.locator(".composer__send")).to_be_visible()
    page.click(ADD)
    page.set_input_files("input[name=picture]", [photo()])
    osh.write("Скриптсиз сүрөт")
    osh.sees("Скриптсиз сүрөт")
    if not saves:
        expect(page.locator(PICTURE)).to_be_visible()
        return
    page.goto("/saving/")
    page.click("button[value='1']")
    osh.open(network)
    page.click("picture-frame > a")
    page.wait_for_url("**/640.webp")
