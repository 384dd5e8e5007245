"""When her session ends elsewhere, or she is suspended, nothing of hers stays on a phone that lies open; what waits stays hers."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


SIGNED_OUT = ("Сиз сайттан чыгып калдыңыз", "/sign-in/")
SUSPENDED = ("Эсебиңиз", "/me/")


@pytest.mark.parametrize(("how", "told", "on"), [("everywhere", *SIGNED_OUT), ("while away", *SIGNED_OUT), ("suspended", *SUSPENDED)])
def test_her_words_leave_every_open_page(served, window, talk, network, say, aizada, begimai, coordinator, how, told, on):
    from django.contrib.sessions.models import Session

    from commons.people.actions import end_all_sessions, suspend

    say(begimai, network, "Ичтеги сөз")
    room = talk(window(aizada, served)).open_live(network)
    room.page.fill("textarea", "Жазып жаткан сөз")
    rooms = room.page.context.new_page()
    rooms.goto("/chats/")
    rooms.wait_for_selector("html[data-line=open]", state="attached")
    expect(rooms.locator("room-list")).to_contain_text("Ичтеги сөз")
    if how == "suspended":
        suspend(coordinator, aizada)
    elif how == "everywhere":
        end_all_sessions(aizada)
    else:
        served.kill()
        Session.objects.all().delete()
        served.start()
    for page in (room.page, rooms):
        expect(page.get_by_text(told)).to_be_visible()
        assert (page.locator("main a.button").get_attribute("href") or "").startswith(on)
        for gone in ("message-list", "message-composer", "room-list", "message-menu"):
            expect(page.locator(gone)).to_have_count(0)
        assert "сөз" not in page.content()
        assert told in page.title()


def test_what_waits_is_never_shown_to_the_next_on_this_phone(served, window, talk, network, cookie_of, aizada, begimai):
    page = window(aizada, served)
    osh = talk(page).open_live(network)
    page.route_web_socket("**/ws/", lambda line: line.close())
    page.reload()
    osh.write("Айзаданын сөзү")
    expect(page.locator(".said > li.waiting")).to_have_count(1)
    page.fill("textarea", "Жарым сөз")
    context, page = page.context, page.context.new_page()
    both = ["Бегимаймын", "Айзаданын сөзү", "Айзадамын"]
    for member, greeting, said in ((begimai, both[0], both[:1]), (aizada, both[2], both)):
        context.add_cookies([{"name": "sessionid", "value": cookie_of(member), "url": served.url}])
        next_one = talk(page).open_live(network)
        expect(page.locator("textarea")).to_have_value("")
        next_one.write(greeting)
        next_one.sees(greeting)
        assert (next_one.said(), next_one.waiting()) == (said, [])
    authors = page.locator(".said > li", has_text="Айзаданын сөзү").evaluate_all("rows => rows.map((row) => row.dataset.by)")
    assert authors == [aizada.actor]
