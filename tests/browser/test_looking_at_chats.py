"""What axe, narrow screens and large letters make of the chats."""

import pytest

from .looking import LANGUAGES, grave

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def village(network, say, aizada, begimai):
    """A room with everything in it: answers, signs, something removed, and something new."""
    from uuid import uuid4

    from chat.actions import mark_read, open_direct, post_message, react, remove_message
    from chat.models import Message

    first = say(begimai, network, "Кийизге чийки жүн кайдан алабыз? https://example.kg/jun")
    say(aizada, network, "Баткенде апам бар")
    message = Message.objects.get(room=network, seq=first)
    react(aizada, network.pk, message.pk, uuid4(), "👍", True)
    post_message(begimai, network.pk, uuid4(), "Рахмат", message.pk)
    gone = say(begimai, network, "Өчөт")
    remove_message(begimai, network.pk, Message.objects.get(room=network, seq=gone).pk, uuid4())
    mark_read(aizada, network.pk, first)
    say(begimai, open_direct(aizada, begimai.pk), "Экөөбүз")
    return network, message


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_serious(served, window, talk, village, aizada, language):
    room, message = village
    aizada.language = language
    wrong = []
    for width in (360, 1280) if language == "ky" else (360,):
        page = window(aizada, served, width=width)
        for path in ("/chats/", "/chats/?show=direct", f"/chats/{room.pk}/", "/chats/rooms/", f"/chats/{room.pk}/members/"):
            page.goto(path)
            page.wait_for_load_state("networkidle")
            wrong += [f"{path} {width}: {found}" for found in grave(page)]
        page.goto(f"/chats/{room.pk}/messages/{message.pk}/")
        wrong += [f"message {width}: {found}" for found in grave(page)]
        page = talk(page).open_live(room).page
        page.click(".said > li > p + a")
        wrong += [f"menu {width}: {found}" for found in grave(page)]
    assert not wrong


@pytest.mark.parametrize("width", [320, 180], ids=["a small phone", "four times as large"])
def test_nothing_is_cut_where_there_is_little_room(served, window, village, aizada, coordinator, width):
    room, message = village
    page, wide = window(aizada, served, width=width, height=568), {}
    for path in (
        "chats",
        f"chats/{room.pk}",
        f"chats/{room.pk}/members",
        "chats/rooms",
        f"chats/{room.pk}/messages/{message.pk}",
        "members",
    ):
        page.goto(f"/{path}/")
        wide[path] = page.evaluate("document.documentElement.scrollWidth")
    assert max(wide.values()) <= width, wide


@pytest.mark.parametrize(
    ("width", "height", "letters"), [(320, 256, 1), (360, 640, 2), (600, 400, 1)], ids=["little", "large letters", "zoomed"]
)
@pytest.mark.parametrize("answers", [False, True], ids=["offered three words", "writing a long answer"])
def test_what_is_said_and_where_she_writes_stay_in_sight(served, window, talk, village, aizada, width, height, letters, answers):
    osh = talk(window(aizada, served, width=width, height=height)).open_live(village[0])
    page = osh.page
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": 16 * letters}})
    if answers:
        osh.choose("Рахмат", "[data-do=reply]")
        page.fill("textarea", "Бир\n" * 9)
    else:
        page.evaluate("document.activeElement.blur()")
        page.click("words-offer summary")
    press = ".composer .icon-button--act:visible"  # to speak, or to send
    assert page.locator(press).evaluate("button => button.offsetWidth") == 46 * letters
    shown = {which: page.locator(which).bounding_box() for which in (".log", press, "textarea")}
    assert shown[".log"]["height"] >= 3 * 22.5 * letters
    assert all(box["y"] >= 0 and box["y"] + box["height"] <= height for box in shown.values())
