"""Two women in two labs, each at her own browser."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_what_is_written_in_osh_is_read_in_batken(served, window, talk, network, aizada, begimai):
    osh, batken = (talk(window(one, served)).open_live(network) for one in (aizada, begimai))
    osh.write("Салам, Баткен!")
    batken.sees("Салам, Баткен!")
    batken.write("Салам, Ош!")
    osh.sees("Салам, Ош!")
    assert osh.said() == batken.said() == ["Салам, Баткен!", "Салам, Ош!"]
    assert osh.waiting() == []
    assert not batken.row("Салам, Баткен!").evaluate("row => row.classList.contains('mine')")
    assert osh.row("Салам, Баткен!").evaluate("row => row.classList.contains('mine')")


def test_she_sees_that_another_writes_is_here_and_has_read(served, window, talk, network, aizada, begimai):
    osh, batken = (talk(window(one, served)).open_live(network) for one in (aizada, begimai))
    osh.write("Ким бар?")
    batken.sees("Ким бар?")
    batken.page.bring_to_front()
    expect(osh.row("Ким бар?").locator(".state")).to_contain_text("1")
    expect(osh.page.locator("[data-here]")).to_contain_text("2")
    batken.write("Мен бармын")
    osh.sees("Мен бармын")
    osh.page.reload()
    expect(osh.row("Ким бар?").locator(".state")).to_contain_text("1")
    osh.page.wait_for_selector("html[data-line=open]", state="attached")  # that somebody types is told once, to who is there
    batken.page.locator("textarea").press_sequentially("Мен")
    expect(osh.page.locator("room-life")).not_to_be_empty()


def test_a_message_is_answered_signed_bettered_and_removed_live(served, window, talk, network, aizada, begimai):
    osh, batken = (talk(window(one, served)).open_live(network) for one in (aizada, begimai))
    osh.write("Жүн керекпи?")
    batken.sees("Жүн керекпи?")
    batken.choose("Жүн керекпи?", "[value='🌸']")
    expect(osh.row("Жүн керекпи?").locator(".reactions")).to_contain_text("🌸 1")
    batken.choose("Жүн керекпи?", "[data-do=reply]")
    batken.write("Ооба, керек")
    expect(osh.row("Ооба, керек").locator(".quote")).to_contain_text("Жүн керекпи?")
    osh.row("Жүн керекпи?").first.locator(":scope > p + a").click()
    osh.page.click("dialog [data-do=edit]")
    osh.write("Кимге жүн керек?")
    batken.sees("Кимге жүн керек?")
    osh.row("Кимге жүн керек?").first.locator(":scope > p + a").click()
    osh.page.click("dialog [data-do=remove]")
    osh.page.click("dialog [data-do=sure]")
    expect(batken.page.locator(".said > [data-removed]")).to_have_count(1)
    assert "Кимге жүн керек?" not in batken.said()


def test_another_womans_message_offers_no_change(served, window, talk, network, say, aizada, begimai):
    say(begimai, network, "Баткенден")
    page = talk(window(aizada, served)).open_live(network).page
    page.click(".said > li > p + a")
    expect(page.locator("dialog [data-do=reply]")).to_be_visible()
    expect(page.locator("dialog [data-do=edit]")).to_be_hidden()
    expect(page.locator("dialog [data-do=remove]")).to_be_hidden()


def test_focus_stays_in_the_composer_and_keys_reach_the_menu(served, window, talk, network, aizada):
    osh = talk(window(aizada, served, width=1280)).open_live(network)
    expect(osh.page.locator("textarea")).to_be_focused()
    osh.page.keyboard.type("Бир")
    osh.page.keyboard.press("Shift+Enter")
    osh.page.keyboard.type("эки")
    osh.page.keyboard.press("Enter")
    osh.sees("эки")
    expect(osh.page.locator("textarea")).to_be_focused()
    osh.row("эки").locator(":scope > p + a").focus()
    osh.page.keyboard.press("Enter")
    expect(osh.page.locator("dialog")).to_be_visible()
    osh.page.keyboard.press("Escape")
    expect(osh.page.locator("dialog")).to_be_hidden()


def test_the_room_list_moves_with_what_is_said(served, window, talk, network, say, aizada, begimai):
    say(begimai, network, "Биринчи")
    page = window(aizada, served)
    page.goto("/chats/")
    page.wait_for_selector("html[data-line=open]", state="attached")
    say_live = talk(window(begimai, served)).open_live(network)
    say_live.write("Экинчи")
    row = page.locator(f"li[data-room='{network.pk}']")
    expect(row).to_contain_text("Экинчи")
    expect(row.locator(".count")).to_contain_text("2")


def test_history_scrolls_both_ways_and_keeps_the_page_small(served, window, talk, network, say, aizada, begimai):
    seqs = [say(begimai, network, f"Сөз {n}") for n in range(420)]
    osh = talk(window(aizada, served)).open_live(network)
    log = osh.page.locator(".log")
    first = osh.page.locator(".said > li[data-seq]").first
    while "Сөз 0" not in osh.said():
        before = first.get_attribute("data-seq")
        log.evaluate("log => log.scrollTo(0, -log.scrollHeight)")
        expect(first).not_to_have_attribute("data-seq", before or "")
    said = osh.said()
    assert said == [f"Сөз {n}" for n in range(len(said))]
    assert len(said) <= 300
    osh.write("Мен ушул жердемин")
    osh.sees("Мен ушул жердемин")
    assert osh.said()[-2] == "Сөз 419"
    osh.open_live(network, f"?at={seqs[100]}")
    osh.sees("Сөз 100")
    while "Мен ушул жердемин" not in osh.said():
        log.evaluate("log => log.scrollTo(0, 0)")
        osh.page.wait_for_timeout(100)
    said = osh.said()
    assert [int(word.split()[1]) for word in said[:-1]] == list(range(420 - len(said) + 1, 420))


def test_what_is_new_stands_below_a_line(served, window, talk, network, say, aizada, begimai):
    from chat.actions import mark_read

    mark_read(aizada, network.pk, say(begimai, network, "Эски"))
    say(begimai, network, "Жаңы сөз")
    osh = talk(window(aizada, served)).open(network)
    assert osh.page.locator(".since + li").get_attribute("id") == osh.row("Жаңы сөз").get_attribute("id")


def test_the_line_is_whole_and_what_follows_begins_anew(served, window, talk, network, say, aizada, begimai):
    from chat.actions import mark_read

    mark_read(aizada, network.pk, say(begimai, network, "Эски"))
    for words in ("Жаңы сөз", "Дагы бири"):
        say(begimai, network, words)
    osh = talk(window(aizada, served)).open_live(network)
    assert osh.page.locator(".since").evaluate("line => getComputedStyle(line, '::before').visibility") == "visible"
    names = osh.page.locator(".said > li[data-seq] > a > b").evaluate_all("names => names.map((name) => name.checkVisibility())")
    assert names == [True, True, False]


def test_a_link_leads_to_its_message(served, window, talk, network, say, aizada, begimai):
    from chat.models import Message

    seqs = [say(begimai, network, f"Сөз {n}") for n in range(130)]
    message = Message.objects.get(room=network, seq=seqs[20])
    osh = talk(window(aizada, served)).open_live(network, f"?at={message.seq}#m-{message.pk}")
    expect(osh.page.locator(f"#m-{message.pk}")).to_be_in_viewport()


def test_it_all_works_without_javascript(served, window, talk, network, say, aizada, begimai):
    say(begimai, network, "Скриптсиз да окулат")
    osh = talk(window(aizada, served, java_script_enabled=False)).open(network)
    osh.sees("Скриптсиз да окулат")
    osh.write("Скриптсиз да жазылат")
    osh.sees("Скриптсиз да жазылат")
    osh.row("Скриптсиз да окулат").locator(":scope > p + a").click()
    osh.page.click("form [value='👏']")
    expect(osh.row("Скриптсиз да окулат")).to_contain_text("👏 1")
    osh.row("Скриптсиз да жазылат").locator(":scope > p + a").click()
    osh.page.fill("textarea", "Оңдолду")
    osh.page.locator("form", has=osh.page.locator("textarea")).locator("button").click()
    osh.row("Оңдолду").locator(":scope > p + a").click()
    osh.page.click("form[action$='/removal/'] button")
    expect(osh.page.locator(".said > [data-removed]")).to_have_count(1)
    osh.row("Скриптсиз да окулат").locator(":scope > p + a").click()
    osh.page.click("a[href*='reply=']")
    osh.write("Жооп")
    expect(osh.row("Жооп").locator(".quote")).to_contain_text("Скриптсиз да окулат")


def test_words_are_shown_as_words(served, window, talk, network, aizada, begimai):
    osh, batken = (talk(window(one, served)).open_live(network) for one in (aizada, begimai))
    osh.write("<img src=x onerror=alert(1)> https://example.kg/бирге")
    batken.sees("<img src=x onerror=alert(1)>")
    assert batken.page.locator(".said img").count() == 0
    link = batken.page.locator(".said p a")
    assert re.match(r"https://example\.kg/", link.get_attribute("href") or "")


def test_who_joins_is_a_quiet_line_that_stays(served, window, talk, network, say, aizada, begimai):
    from chat.actions import ensure_rooms, join_room
    from chat.models import Room

    ensure_rooms()  # the crafts of the cast have rooms now
    room = Room.objects.get(craft__slug="sewing")
    say(aizada, room, "Кош келиңиздер")
    osh = talk(window(aizada, served)).open_live(room)
    join_room(begimai, room.pk)
    line = osh.page.locator(".said > .quiet", has_text="Бегимай")
    expect(line).to_be_visible()
    assert line.evaluate("line => [getComputedStyle(line).display, getComputedStyle(line).textAlign]") == ["block", "center"]
    osh.open(room)
    expect(osh.page.locator(".said > .quiet", has_text="Бегимай")).to_be_visible()
    assert osh.page.locator(".said > .mine").count() == 1
