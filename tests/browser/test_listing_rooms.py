"""Her list of rooms is live what a reload would show."""

from contextlib import ExitStack, contextmanager

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def listing(served, window):
    """Her list on a page with a line, asked for once as the line stands: `listing(aizada, "/chats/?show=direct")`."""

    def show(member, path="/chats/", **options):
        page = window(member, served, **options)
        with each_asks([page]):
            page.goto(path)
        page.wait_for_selector("html[data-line=open]", state="attached")
        return page

    return show


@pytest.fixture
def talk_with(transactional_db, make_member, say, aizada):
    """Another woman, who said something to Aizada alone: her and the room of the two."""
    from chat.actions import open_direct

    def begin(name, body="Салам"):
        other = make_member(name)
        room = open_direct(other, aizada.pk)
        say(other, room, body)
        return other, room

    return begin


def listed(page):
    return page.locator("room-list li[data-room]").evaluate_all("rows => rows.map((row) => row.innerText)")


@contextmanager
def each_asks(pages):
    """Wait until each of these lists has asked for what is new, and shows it."""
    with ExitStack() as answers:
        for page in pages:
            answers.enter_context(page.expect_response(lambda answer: "fragment" in answer.url))
        yield
    for page in pages:
        drawn(page)


def drawn(page):
    """What has come by now is on the page."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def is_what_a_reload_shows(page):
    live = listed(page)
    page.reload()
    assert live == listed(page)
    return live


def test_what_is_said_before_the_line_stands_is_in_the_list_too(served, window, network, say, aizada, begimai):
    say(begimai, network, "Биринчи")
    page = window(aizada, served)

    def late(line):
        say(begimai, network, "Ортосунда")
        line.connect_to_server()

    page.route_web_socket("**/ws/", late)
    page.goto("/chats/")
    expect(page.locator(f"li[data-room='{network.pk}']")).to_contain_text("Ортосунда")
    expect(page.locator(f"li[data-room='{network.pk}'] .count")).to_contain_text("2")


def test_a_list_that_is_as_it_was_drawn_is_not_sent_again(listing, network, say, aizada, begimai):
    say(begimai, network, "Биринчи")
    page = listing(aizada)
    with page.expect_response(lambda answer: "fragment" in answer.url) as answer:
        page.reload()
    assert answer.value.status == 204


def test_beside_a_room_on_a_phone_the_list_waits_until_there_is_space(served, window, talk, network, say, aizada, begimai):
    say(begimai, network, "Биринчи")
    page, lines = window(aizada, served), []
    page.on("websocket", lambda line: lines.append(line))
    hers = talk(page).open_live(network)
    asked = []
    hers.page.on("request", lambda request: asked.append(request.url) if "fragment" in request.url or "/row/" in request.url else None)
    batken = talk(window(begimai, served)).open_live(network)
    with lines[-1].expect_event("framereceived", lambda frame: '"changed"' in frame):
        batken.write("Экинчи")
    drawn(hers.page)
    assert asked == []
    hers.page.set_viewport_size({"width": 1280, "height": 800})
    expect(hers.page.locator(f"li[data-room='{network.pk}']")).to_contain_text("Экинчи")


def test_a_room_whose_last_words_are_removed_goes_down_again(served, window, talk, listing, network, say, talk_with, aizada, begimai):
    say(begimai, network, "Эски")
    talk_with("Айнура")
    batken = talk(window(begimai, served)).open_live(network)
    batken.write("Өчө турган сөз")
    batken.sees("Өчө турган сөз")
    page = listing(aizada)
    assert "Өчө турган сөз" in listed(page)[0]
    batken.choose("Өчө турган сөз", "[data-do=remove]")
    batken.page.click("dialog [data-do=sure]")
    expect(page.locator("room-list li").nth(1)).to_contain_text("Эски")
    rows = is_what_a_reload_shows(page)
    assert "Айнура" in rows[0]
    assert "Эски" in rows[1]


def test_each_page_and_each_kind_has_its_own_rooms_live(served, window, talk, listing, network, talk_with, aizada, begimai):
    from chat.rows import MOST

    talks = [talk_with(f"Кыз {number}") for number in range(MOST + 2)]
    first, second, labs = (listing(aizada, path) for path in ("/chats/?show=direct", "/chats/?show=direct&page=2", "/chats/?show=lab"))
    other, room = talks[0]
    for sender, where, words in ((other, room, "Экинчи беттен"), (begimai, network, "Баарына")):
        hers = talk(window(sender, served)).open_live(where)
        with each_asks([first, second, labs]):
            hers.write(words)
    assert "Экинчи беттен" in is_what_a_reload_shows(first)[0]
    rows = is_what_a_reload_shows(second)
    assert [row for row in rows if "Экинчи беттен" in row] == []
    assert len(rows) == 2
    assert [row for row in is_what_a_reload_shows(labs) if "Баарына" in row] == []


def test_the_first_conversation_of_an_empty_list_comes_by_itself(served, window, talk, listing, make_member, aizada):
    from chat.actions import open_direct

    other = make_member("Айнура")
    page = listing(aizada, "/chats/?show=direct")
    expect(page.locator(".chats .empty")).to_be_visible()
    talk(window(other, served)).open_live(open_direct(other, aizada.pk)).write("Салам")
    expect(page.locator("room-list li")).to_have_count(1)
    expect(page.locator(".chats .empty")).to_have_count(0)


def test_who_goes_through_the_list_by_keys_stays_where_she_is(served, window, talk, listing, network, say, talk_with, aizada, begimai):
    say(begimai, network, "Биринчи")
    talk_with("Айнура")
    page = listing(aizada)
    page.locator(f"li[data-room='{network.pk}'] a").focus()
    talk(window(begimai, served)).open_live(network).write("Экинчи")
    expect(page.locator("room-list li").first).to_contain_text("Экинчи")
    expect(page.locator(f"li[data-room='{network.pk}'] a")).to_be_focused()


def test_a_room_she_is_shown_out_of_leaves_her_list(served, window, talk, network, say, aizada, begimai, coordinator):
    say(begimai, network, "Салам")
    hers = talk(window(aizada, served, width=1280)).open_live(network).page
    row = hers.locator(f"li[data-room='{network.pk}']")
    expect(row.locator("a")).to_have_attribute("aria-current", "page")
    page = window(coordinator, served)
    page.goto(f"/chats/{network.pk}/members/")
    hers_row = page.locator("main li", has_text=aizada.name)
    hers_row.locator("summary").click()
    hers_row.locator("form button.menu__item").click()
    expect(row).to_have_count(0)


def test_the_room_beside_the_list_stays_marked(served, window, talk, network, say, aizada, begimai):
    say(begimai, network, "Салам")
    hers = talk(window(aizada, served, width=1280)).open_live(network)
    talk(window(begimai, served)).open_live(network).write("Дагы")
    row = hers.page.locator(f"li[data-room='{network.pk}']")
    expect(row).to_contain_text("Дагы")
    expect(row.locator("a")).to_have_attribute("aria-current", "page")


@pytest.mark.parametrize(("language", "told"), [("ky", "1 жаңы"), ("ru", "1 новое"), ("uz-cyrl", "1 янги"), ("en", "1 new")])
def test_what_is_new_is_counted_aloud_in_her_language(listing, network, say, aizada, begimai, language, told):
    aizada.language = language
    say(begimai, network, "Салам")
    expect(listing(aizada).locator(f"li[data-room='{network.pk}'] .count .sr-only")).to_have_text(told)
