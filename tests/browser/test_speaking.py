"""Voice messages, from a microphone that beeps to another woman's phone that plays it."""

import pytest
from playwright.sync_api import expect

from tests.marketplace.boards.conftest import columns, comes, put, venture

from .counting import Counted
from .speaking import MIC, SPEAKS, hold

__all__ = ["columns", "comes", "put", "venture"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DONE = ".recorder__done"


def test_she_holds_speaks_lets_go_and_sends_and_another_plays_it(served, window, talk, network, aizada, begimai):
    from chat.models import Message
    from commons.media import files

    osh, batken = talk(window(aizada, served, **SPEAKS)).open_live(network), talk(window(begimai, served)).open_live(network)
    asked = []
    batken.page.on("request", lambda request: asked.append(request.url))
    expect(osh.page.locator(".composer__send")).to_be_hidden()
    hold(osh.page, 2)
    expect(osh.page.locator(DONE)).to_be_visible()
    expect(osh.page.locator(MIC)).to_be_hidden()
    assert osh.page.locator(f"{DONE} path").nth(1).get_attribute("d").count("M") == 40
    osh.page.click(".composer__send")
    player = batken.page.locator("voice-player")
    expect(player).to_be_visible()
    voice = Message.objects.get(room=network).voice
    assert 1.5 < voice.seconds < 4
    assert voice.mime == "audio/webm"
    assert len(files.read(voice.key, "voice")) < 24_000 / 8 * 4, "as small as was asked for"
    assert max(voice.peaks) == 31
    expect(osh.page.locator("voice-recorder[data-state=idle]")).to_be_attached()
    expect(osh.page.locator(".said > li[data-key]")).to_have_count(0)

    assert not [url for url in asked if url.endswith("/voice")], "nothing is fetched before she plays it"
    player.locator(".play").click()
    expect(player.locator(".play")).to_have_attribute("aria-label", "Токтотуп туруу")
    expect(player).to_contain_text("0:01")
    expect(player.locator(".play")).to_have_attribute("aria-label", "Угуу")
    expect(player).to_contain_text(voice.length)


def test_she_goes_along_the_waveform_by_key_and_finger(served, window, talk, network, aizada, begimai):
    osh = talk(window(aizada, served, **SPEAKS)).open_live(network)
    hold(osh.page, 4)
    osh.page.click(".composer__send")
    place = osh.page.locator("voice-player input[type=range]")
    place.focus()
    for _ in range(20):
        osh.page.keyboard.press("ArrowRight")
    expect(osh.page.locator("voice-player > span")).to_have_text("0:02")
    osh.page.locator("voice-player .play").click()
    expect(osh.page.locator("voice-player > span")).to_have_text("0:03")
    expect(osh.page.locator("voice-player .play")).to_have_attribute("aria-label", "Угуу")
    expect(place).to_have_value("0")
    place.fill("1")
    assert osh.page.locator("voice-player audio").evaluate("audio => audio.currentTime") == 1
    expect(place).to_have_attribute("aria-valuetext", "0:01")


def test_she_taps_speaks_taps_again_and_may_think_better_of_it(served, window, talk, network, aizada):
    page = talk(window(aizada, served, has_touch=True, is_mobile=True, **SPEAKS)).open_live(network).page
    page.tap(MIC)
    page.wait_for_selector("voice-recorder[data-state=recording]")
    expect(page.locator(".recorder__hint")).to_have_text("Айтып бүткөндө дагы бир басыңыз")
    page.wait_for_timeout(1200)
    page.tap(MIC)
    expect(page.locator(DONE)).to_be_visible()
    page.tap(f"{DONE} [data-discard]")
    expect(page.locator("voice-recorder[data-state=idle]")).to_be_attached()
    expect(page.locator("textarea")).to_be_visible()
    assert page.locator("input[name=voice]").evaluate("input => input.files.length") == 0
    page.tap(MIC)
    page.wait_for_selector("voice-recorder[data-state=recording]")
    page.tap(".recorder__now [data-discard]")
    expect(page.locator("voice-recorder[data-state=idle]")).to_be_attached()
    expect(page.locator(".said > li")).to_have_count(0)


def test_by_keys_alone_she_records_hears_it_and_sends(served, window, talk, network, aizada):
    osh = talk(window(aizada, served, **SPEAKS)).open_live(network)
    osh.page.locator(MIC).focus()
    osh.page.wait_for_selector("voice-recorder[data-state=idle]", state="attached")
    osh.page.keyboard.press("Enter")
    osh.page.wait_for_selector("voice-recorder[data-state=recording]")
    osh.page.wait_for_timeout(1500)
    osh.page.keyboard.press("Enter")
    listen = osh.page.locator(f"{DONE} .play")
    expect(listen).to_be_focused()
    osh.page.keyboard.press("Enter")
    expect(listen).to_have_attribute("aria-label", "Токтотуп туруу")
    expect(listen).to_have_attribute("aria-label", "Угуу")
    osh.page.keyboard.press("Tab")
    osh.page.keyboard.press("Tab")
    expect(osh.page.locator(".composer__send")).to_be_focused()
    osh.page.keyboard.press("Enter")
    expect(osh.page.locator(".said > li[data-seq] voice-player")).to_be_visible()


def test_it_stops_by_itself_when_there_is_no_more_room(served, window, talk, network, aizada):
    osh = talk(window(aizada, served, **SPEAKS)).open_live(network)
    osh.page.locator("voice-recorder").evaluate("recorder => (recorder.dataset.longest = 2)")
    osh.page.locator(MIC).click()
    expect(osh.page.locator(DONE)).to_be_visible()
    expect(osh.page.locator(f"{DONE} .recorder__time")).to_have_text("0:02")


def test_a_press_that_is_too_short_says_how_it_is_done(served, window, talk, network, aizada):
    osh = talk(window(aizada, served, **SPEAKS)).open_live(network)
    osh.page.locator(MIC).click()
    osh.page.wait_for_selector("voice-recorder[data-state=recording]")
    osh.page.locator(MIC).click()
    expect(osh.page.locator(".recorder__why")).to_contain_text("басып туруңуз")
    expect(osh.page.locator(DONE)).to_be_hidden()


def test_where_the_microphone_is_not_allowed_it_says_so(served, window, talk, network, aizada):
    osh = talk(window(aizada, served)).open_live(network)
    osh.page.locator(MIC).click()
    expect(osh.page.locator(".recorder__why")).to_contain_text("Микрофонго уруксат жок")
    expect(osh.page.locator("textarea")).to_be_visible()
    osh.write("Анда жазам")
    osh.sees("Анда жазам")


def test_spoken_without_a_network_it_goes_once_and_in_order(served, window, talk, network, aizada, begimai):
    from chat.models import Message

    osh = talk(window(aizada, served, **SPEAKS)).open_live(network)
    osh.page.locator(MIC).focus()  # what it needs has come
    osh.page.wait_for_selector("voice-recorder[data-state=idle]", state="attached")
    osh.page.context.set_offline(True)
    served.kill()
    osh.write("Биринчи")
    hold(osh.page, 1)
    osh.page.click(".composer__send")
    osh.write("Үчүнчү")
    expect(osh.page.locator(".said > li.waiting")).to_have_count(3)
    expect(osh.page.locator(".said > li.waiting .wave")).to_be_visible()
    served.start()
    osh.page.context.set_offline(False)
    expect(osh.page.locator(".said > li[data-key]")).to_have_count(0)
    said = Message.objects.filter(room=network).order_by("seq")
    assert [(message.body, message.voice is not None) for message in said] == [("Биринчи", False), ("", True), ("Үчүнчү", False)]
    expect(talk(window(begimai, served)).open(network).page.locator("voice-player")).to_have_count(1)


def test_what_was_spoken_survives_a_reload(served, window, talk, network, aizada):
    osh = talk(window(aizada, served, **SPEAKS)).open_live(network)
    osh.page.route("**/messages/", lambda route: route.abort())
    hold(osh.page, 1)
    osh.page.click(".composer__send")
    expect(osh.page.locator(".said > li.waiting .wave")).to_be_visible()
    osh.page.reload()
    expect(osh.page.locator(".said > li.waiting .wave")).to_be_visible()
    osh.page.unroute("**/messages/")
    expect(osh.page.locator(".said > li[data-seq] voice-player")).to_be_visible()
    expect(osh.page.locator(".said > li[data-key]")).to_have_count(0)


def test_from_a_scanned_invitation_to_her_first_voice_message_in_two_screens_and_six_taps(served, window, trusted, network):
    from chat.models import Message
    from commons.people.actions import make_invitation

    code = make_invitation(trusted, "in_person").code
    page = window(None, served, has_touch=True, is_mobile=True, **SPEAKS)
    counted = Counted(page)

    page.goto(f"/i/{code}")
    page.tap("button[value=ky]")
    page.tap("input[name=name]")
    page.keyboard.type("Жаңыл")
    page.tap("form .button--full")
    page.tap(MIC)
    page.wait_for_selector("voice-recorder[data-state=recording]")
    page.wait_for_timeout(1200)
    page.tap(MIC)
    page.tap(".composer__send")
    expect(page.locator(".said > li[data-seq] voice-player")).to_be_visible()

    message = Message.objects.get()
    assert (message.author.name, message.voice is not None) == ("Жаңыл", True)
    *screens, room = counted.screens
    assert room.startswith("/chats/"), "where she speaks"
    assert 1 <= len(screens) <= 2, screens
    assert set(counted.touched) == {*screens, room}, "no page went by uncounted"
    assert len(counted.touched) <= 6, counted.touched


def test_what_she_says_of_a_card_another_hears_on_its_page(served, window, venture, columns, comes, put, aizada, begimai):
    made = venture()
    comes(made, begimai)
    address = f"/market/together/{made.pk}/cards/{put(columns(made)[0]).pk}/"
    osh, batken = window(aizada, served, **SPEAKS), window(begimai, served)
    with batken.expect_response(lambda answer: "/live/" in answer.url):
        batken.goto(address)
    osh.goto(address)
    says = osh.locator(".saying--heard")
    expect(says.locator(".saying__send")).to_be_hidden()
    says.locator(MIC).click()
    expect(says.locator(".recorder__now")).to_be_visible()
    expect(says.locator("textarea")).to_be_hidden()
    osh.wait_for_timeout(1200)
    says.locator(MIC).click()
    says.locator(".saying__send").click()
    for page in (osh, batken):
        expect(page.locator("#said voice-player")).to_have_count(1)
    says.locator("textarea").fill("Макул")
    expect(says.locator(MIC)).to_be_hidden()
    says.locator(".saying__send").click()
    expect(batken.locator("#said .said__words")).to_have_text("Макул")
