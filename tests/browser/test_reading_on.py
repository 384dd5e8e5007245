"""A room opens where the new begins, tells how much follows, and counts as read what she has seen of it."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS_END = """(link) => {
  const words = document.createRange();
  words.selectNodeContents(link);
  return words.getBoundingClientRect().right;
}
"""
NEW = "Жаңы сөз {}, бир аз узунураак: эртең саат ондо жолугабыз"


@pytest.fixture
def behind(network, say, aizada, begimai):
    """`behind(30)`: so many of Begimai's messages are new to Aizada, after sixty that she has read."""
    from chat.actions import mark_read

    def say_many(count):
        for n in range(60):
            say(begimai, network, f"Эски {n}")
        mark_read(aizada, network.pk, 60)
        return [say(begimai, network, NEW.format(n)) for n in range(count)]

    return say_many


@pytest.fixture
def unread(network, aizada):
    """How many are new to her as the server counts them."""
    from chat.models import Unmet
    from chat.rows import row_for

    return lambda: row_for(Unmet(aizada), network.pk).unread


def in_view(talk):
    """The seqs of the messages that are in sight."""
    return talk.page.evaluate(
        """() => {
          const { top, bottom } = document.querySelector(".log").getBoundingClientRect();
          return [...document.querySelectorAll("li[id^=m-]")].filter((row) => {
            const box = row.getBoundingClientRect();
            return box.bottom > top && box.top < bottom;
          }).map((row) => Number(row.dataset.seq));
        }"""
    )


def until(page, says, wanted):
    """Wait until the server says so."""
    for _ in range(100):
        if wanted(says()):
            return
        page.wait_for_timeout(100)
    raise AssertionError(says())


@pytest.mark.parametrize("count", [30, 120])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_room_opens_at_the_line_and_counts_what_follows(served, window, talk, network, behind, unread, aizada, count, width):
    behind(count)
    osh = talk(window(aizada, served, width=width)).open_live(network)
    line, newest = osh.page.locator(".since"), osh.page.locator("[data-newest]")
    expect(line).to_be_in_viewport()
    seen = in_view(osh)
    assert seen[0] < 61 <= seen[-1] < 60 + count
    expect(newest).to_be_visible()
    until(osh.page, unread, lambda n: n == 60 + count - seen[-1])
    assert str(unread()) in newest.inner_text()
    osh.page.locator(".log").evaluate("log => log.scrollBy(0, 400)")
    until(osh.page, unread, lambda n: n == 60 + count - in_view(osh)[-1])
    assert str(unread()) in newest.inner_text()
    newest.click()
    osh.sees(NEW.format(count - 1))
    expect(newest).to_be_hidden()
    until(osh.page, unread, lambda n: n == 0)
    osh.open_live(network)
    expect(line).to_have_count(0)
    assert in_view(osh)[-1] == 60 + count


def test_she_reads_on_to_the_end_and_nothing_is_missing(served, window, talk, network, behind, unread, say, aizada, begimai):
    behind(120)
    osh = talk(window(aizada, served)).open_live(network)
    say(begimai, network, "Ушул убакта айтылган")
    newest = osh.page.locator("[data-newest]")
    expect(newest).to_contain_text(str(121 - in_view(osh)[-1] + 60))
    while "Ушул убакта айтылган" not in osh.said():
        osh.page.locator(".log").evaluate("log => log.scrollBy(0, 300)")
        osh.page.wait_for_timeout(50)
    said = [words for words in osh.said() if words.startswith("Жаңы")]
    assert said == [NEW.format(n) for n in range(120)]
    osh.page.locator(".log").evaluate("log => log.scrollTo(0, 0)")
    until(osh.page, unread, lambda n: n == 0)
    assert osh.page.locator(".since + li").get_attribute("data-seq") == "61"


def test_what_she_leaves_unseen_is_new_when_she_comes_back(served, window, talk, network, behind, unread, aizada):
    behind(40)
    osh = talk(window(aizada, served)).open_live(network)
    until(osh.page, unread, lambda n: n < 40)
    before = unread()
    osh.page.locator(".log").evaluate("log => log.scrollBy(0, 600)")
    osh.page.goto("/chats/")
    until(osh.page, unread, lambda n: n < before)
    left = unread()
    assert left > 20
    expect(osh.page.locator(f"li[data-room='{network.pk}'] .count")).to_contain_text(str(left))
    osh.open_live(network)
    assert osh.page.locator(".since + li").get_attribute("data-seq") == str(101 - left)


def test_a_link_past_what_she_has_not_read_reads_nothing(served, window, talk, network, behind, unread, aizada):
    from chat.models import Message

    seqs = behind(150)
    message = Message.objects.get(room=network, seq=seqs[100])
    osh = talk(window(aizada, served)).open_live(network, f"?at={message.seq}#m-{message.pk}")
    expect(osh.page.locator(f"#m-{message.pk}.pointed")).to_be_in_viewport()
    expect(osh.page.locator(".since")).to_have_count(0)
    osh.page.wait_for_timeout(2_000)
    assert unread() == 150
    osh.open_live(network, f"?at={message.seq}")
    expect(osh.page.locator(f"#m-{message.pk}.pointed")).to_be_in_viewport()


def test_without_javascript_it_opens_at_the_line_and_goes_on_by_links(served, window, talk, network, behind, unread, aizada):
    behind(100)
    osh = talk(window(aizada, served, java_script_enabled=False))
    osh.page.goto("/chats/")
    osh.page.click(f"li[data-room='{network.pk}'] a")
    expect(osh.page.locator(".since")).to_be_in_viewport()
    expect(osh.page.locator("[data-newest]")).to_contain_text("75")
    osh.page.locator(".log").evaluate("log => log.scrollTo(0, 0)")
    words = osh.page.locator("[data-newer]").evaluate(WORDS_END)
    assert words < osh.page.locator("[data-newest]").bounding_box()["x"]
    until(osh.page, unread, lambda n: n == 75)
    osh.page.click("[data-newer]")
    osh.sees(NEW.format(74))
    until(osh.page, unread, lambda n: n == 25)
    osh.page.click("[data-newest]")
    osh.sees(NEW.format(99))
    until(osh.page, unread, lambda n: n == 0)
    osh.write("Баарын окудум")
    osh.sees("Баарын окудум")


def test_what_comes_while_she_looks_elsewhere_waits_at_its_line(served, window, talk, network, say, aizada, begimai):
    say(begimai, network, "Эски")
    osh = talk(window(aizada, served)).open_live(network)
    osh.page.evaluate("Object.defineProperty(document, 'visibilityState', { value: 'hidden' })")
    for n in range(20):
        say(begimai, network, NEW.format(n))
    osh.sees(NEW.format(19))
    expect(osh.page.locator(".since + li")).to_have_attribute("data-seq", "2")
    expect(osh.page.locator(".since")).to_be_in_viewport()
    expect(osh.page.locator("[data-newest]")).to_contain_text("20")
