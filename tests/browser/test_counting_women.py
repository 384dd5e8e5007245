"""Who comes and goes is said in the room, and counted in its header, without the page asking again."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def sewing(network, aizada, begimai):
    """The room of those who sew."""
    from chat.actions import ensure_rooms
    from chat.models import Room

    ensure_rooms()  # the crafts of the cast have rooms now
    return Room.objects.get(craft__slug="sewing")


@pytest.mark.parametrize(
    ("language", "counts"),
    [
        ("ky", ["1 аял", "2 аял"]),
        ("ru", ["1 женщина", "2 женщины"]),
        ("uz-cyrl", ["1 аёл", "2 аёл"]),
        ("en", ["1 woman", "2 women"]),
    ],
)
def test_who_joins_and_leaves_is_counted_in_her_language(served, window, talk, sewing, aizada, begimai, language, counts):
    from chat.actions import join_room, leave_room

    aizada.language = language
    page = talk(window(aizada, served)).open_live(sewing).page
    asked = []
    page.on("request", lambda request: asked.append(request.url) if f"/chats/{sewing.pk}/?" in request.url else None)
    women = page.locator("[data-women]")
    expect(women).to_have_text(counts[0])
    join_room(begimai, sewing.pk)
    expect(women).to_have_text(counts[1])
    leave_room(begimai, sewing.pk)
    expect(women).to_have_text(counts[0])
    expect(page.locator(".said > .quiet", has_text=begimai.name)).to_have_count(2)
    page.reload()
    expect(women).to_have_text(counts[0])
    assert asked == []


def test_whom_she_does_not_meet_is_neither_said_nor_counted(served, window, talk, sewing, aizada, begimai, trusted, coordinator):
    from chat.actions import join_room
    from commons.people.actions import block

    block(trusted, aizada)
    osh = talk(window(aizada, served)).open_live(sewing).page
    for woman in (trusted, begimai):
        join_room(woman, sewing.pk)
    expect(osh.locator(".said > .quiet", has_text=begimai.name)).to_be_visible()
    expect(osh.locator("[data-women]")).to_have_text("2 аял")
    assert osh.locator(".said > .quiet", has_text=trusted.name).count() == 0
    batken = talk(window(begimai, served)).open(sewing).page
    expect(batken.locator("[data-women]")).to_have_text("3 аял")
    osh.reload()
    expect(osh.locator("[data-women]")).to_have_text("2 аял")


def test_a_line_has_the_day_it_happened_live_and_after_a_reload(served, window, talk, say, sewing, aizada, begimai):
    from datetime import timedelta

    from django.utils import timezone

    from chat.actions import join_room
    from chat.models import Message

    say(aizada, sewing, "Эскиден")
    Message.objects.update(at=timezone.now() - timedelta(days=3))
    osh = talk(window(aizada, served)).open_live(sewing).page
    join_room(begimai, sewing.pk)
    expect(osh.locator(".day + .quiet")).to_be_visible()
    for _ in range(2):
        assert osh.locator(".said > .day").count() == 2
        assert osh.locator(".day", has_text="Бүгүн").locator("+ li").get_attribute("class") == "quiet"
        osh.reload()
