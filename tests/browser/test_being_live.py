"""A gathering on three screens: the host's phone, a visitor's who has a seat, and the one for all; each sees what the others do."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.events.conftest import ambassador, come, gathering, plan, visitor

__all__ = ["ambassador", "come", "gathering", "plan", "visitor"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def felt(gathering):
    """It begins in a week; nobody minds."""
    return gathering()


@pytest.fixture
def seated(window, served, come):
    """The window of a guest with a seat there: `seated(felt)`."""

    def give(felt, **options):
        from commons.people.models import Pass

        seat = come(felt)
        page = window(None, served, **options)
        page.goto(f"/g/{Pass.objects.get(guest=seat.guest).code}")
        page.goto(f"/events/{felt.pk}/live/")
        return page

    return give


def test_a_visitor_sees_all_that_happens_without_fetching_anything(served, window, felt, seated, ambassador, come):
    from events.actions import (
        ask_question,
        begin,
        cast_ballot,
        close_poll,
        count_votes,
        decide_question,
        end,
        open_poll,
        pin_question,
        say_now,
        vote,
    )

    hers = seated(felt)
    hers.wait_for_function("!!customElements.get('live-gathering')")
    fetched = []
    hers.on("request", lambda request: fetched.append(request.url))
    begin(ambassador, felt)
    expect(hers.locator("[data-on-air]")).to_be_visible()
    expect(hers.locator(".asks textarea")).to_be_visible()
    say_now(ambassador, felt, "Жүндү жылуу суу менен самындап, эки жагын тең тебебиз")
    expect(hers.locator(".said-now")).to_contain_text("самындап")

    women = [come(felt).guest for _ in range(3)]
    first, second = (decide_question(ambassador, ask_question(felt, women[0], f"<b>Суроо</b> {n}", uuid4()), "show") for n in range(2))
    rows = hers.locator(".question [data-text]")
    expect(rows).to_have_text(["<b>Суроо</b> 0", "<b>Суроо</b> 1"])
    for who in women:
        vote(second, who)
    count_votes(felt.pk, [second.pk], [])  # as the server does of those it takes
    expect(rows).to_have_text(["<b>Суроо</b> 1", "<b>Суроо</b> 0"])
    expect(hers.locator(f"#q-{second.pk} [data-votes]")).to_have_text("3")
    pin_question(ambassador, first)
    expect(rows).to_have_text(["<b>Суроо</b> 0", "<b>Суроо</b> 1"])

    hers.locator(f"#q-{second.pk} button").click()
    expect(hers.locator(f"#q-{second.pk} button")).to_have_attribute("aria-pressed", "true")
    expect(hers.locator(f"#q-{second.pk} [data-votes]")).to_have_text("4")

    poll = open_poll(ambassador, felt, "Кайсы түс жагат?", ["Кызыл", "Көк"], uuid4())
    card = hers.locator(f"#p-{poll.pk}")
    card.get_by_role("radio", name="Көк").check()
    card.locator("form button").click()
    expect(card.locator(".poll__thanks")).to_be_visible()
    cast_ballot(poll, women[0], [poll.options.first().pk])
    count_votes(felt.pk, [], [poll.pk])
    expect(card.locator("[data-ballots]")).to_have_text("2")
    expect(card.locator(".bars")).to_be_hidden()
    close_poll(ambassador, poll)
    expect(card.locator("[data-percent]")).to_have_text(["50 %", "50 %"])

    decide_question(ambassador, first, "hide")
    expect(rows).to_have_text(["<b>Суроо</b> 1"])
    end(ambassador, felt)
    expect(hers.locator(".asks")).to_be_hidden()
    assert {url.partition("/events/")[2].partition("?")[0] for url in fetched if "/events/" in url} == {
        f"{felt.pk}/live/votes/",
        f"{felt.pk}/live/answers/",
    }
