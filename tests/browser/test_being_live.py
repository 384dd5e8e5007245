"""A gathering on three screens: the host's phone, a visitor's who has a seat, and the one for all; each sees what the others do."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.events.conftest import ambassador, come, gathering, plan, visitor

from .live_rooms import felt, seated

__all__ = ["ambassador", "come", "felt", "gathering", "plan", "seated", "visitor"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


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
    expect(card.locator("form")).to_be_hidden()
    cast_ballot(poll, women[0], [poll.options.first().pk])
    count_votes(felt.pk, [], [poll.pk])
    expect(card.locator("[data-ballots]")).to_have_text("2")
    expect(card.locator(".bars")).to_be_hidden()
    close_poll(ambassador, poll)
    expect(card.locator("[data-percent]")).to_have_text(["50 %", "50 %"])

    decide_question(ambassador, first, "hide")
    expect(rows).to_have_text(["<b>Суроо</b> 1"])
    end(ambassador, felt)
    expect(hers.locator("form.asks")).to_be_hidden()
    assert {url.partition("/events/")[2].partition("?")[0] for url in fetched if "/events/" in url} == {
        f"{felt.pk}/live/votes/",
        f"{felt.pk}/live/answers/",
    }


def test_three_screens_go_on_together_and_a_cut_takes_nothing_from_the_host(served, window, felt, seated, ambassador):
    from events.models import Gathering, Question

    host, screen, hers = window(ambassador, served), window(None, served, width=1280, height=800), seated(felt)
    host.goto(f"/events/{felt.pk}/stage/")
    screen.goto(f"/events/{felt.pk}/screen/")
    for page, name in ((host, "live-stage"), (screen, "live-gathering"), (hers, "live-gathering")):
        page.wait_for_function(f"!!customElements.get('{name}')")
    expect(host.locator("#call")).to_be_hidden()
    host.locator("button[value=begin]").click()
    expect(hers.locator(".asks textarea")).to_be_visible()
    expect(host.locator("#call")).to_be_visible()

    hers.fill(".asks textarea", "Канча убакыт кургайт?")
    hers.check("[name=is_anonymous]")
    hers.click(".asks .icon-button")
    expect(hers.locator(".asks__sent")).to_be_visible()
    expect(hers.locator(".asks textarea")).to_have_value("")
    waiting = host.locator("section", has_text="Канча убакыт кургайт?").first
    expect(waiting).to_contain_text("Аты жок")
    waiting.locator("button[value=show]").click()
    question = hers.locator(".question", has_text="Канча убакыт кургайт?")
    question.locator("button").click()
    for page in (hers, screen):
        expect(page.locator(".question [data-votes]")).to_have_text("1")
    host.click("#hand-next")
    expect(screen.locator(".question")).to_be_visible()

    host.click("#hand-poll")
    hers.get_by_role("radio", name="Ооба").check()
    hers.locator(".poll form button").click()
    expect(screen.locator(".poll [data-ballots]")).to_have_text("1")
    expect(screen.locator(".question")).to_be_hidden()

    host.context.set_offline(True)
    host.click("#hand-poll")
    expect(host.locator(".stage__refused")).to_be_visible()
    hers.fill(".asks textarea", "Дагы бир суроо")
    hers.click(".asks .icon-button")
    expect(hers.locator(".asks__sent")).to_be_visible()
    host.context.set_offline(False)
    expect(host.locator(".question--hosts", has_text="Дагы бир суроо")).to_be_visible()
    host.click("#hand-poll")
    expect(hers.locator("[data-percent]")).to_have_text(["100 %", "0 %"])
    expect(screen.locator(".question")).to_be_visible()

    host.click("#end summary")
    host.click("#end button")
    expect(hers.locator("[data-when=ended]")).to_be_visible()
    expect(host.locator("#recording")).to_be_visible()
    expect(host.locator("#call")).to_be_hidden()
    expect(hers.locator(".question__pin")).to_be_hidden()  # it isn't being answered any more
    assert Gathering.objects.get(pk=felt.pk).state == "ended"
    assert list(Question.objects.order_by("pk").values_list("is_anonymous", "votes", "state")) == [(True, 1, "open"), (False, 0, "waiting")]


def test_what_she_writes_while_the_last_is_under_way_stays(served, felt, seated, ambassador):
    from events.actions import begin
    from events.models import Question

    begin(ambassador, felt)
    hers, held = seated(felt), []
    hers.wait_for_function("!!customElements.get('live-gathering')")
    hers.route("**/live/questions/", lambda route: held.append(route))
    hers.fill(".asks textarea", "Качан?")
    hers.click(".asks .icon-button")
    hers.fill(".asks textarea", "Канча киши")
    held[0].continue_()
    expect(hers.locator(".asks__sent")).to_be_visible()
    expect(hers.locator(".asks textarea")).to_have_value("Канча киши")
    hers.unroute("**/live/questions/")
    hers.click(".asks .icon-button")
    expect(hers.locator(".asks textarea")).to_have_value("")
    assert list(Question.objects.order_by("pk").values_list("text", flat=True)) == ["Качан?", "Канча киши"]


def test_without_a_script_she_asks_and_answers_as_well(served, seated, felt, ambassador):
    from events.actions import begin, open_poll

    begin(ambassador, felt)
    poll = open_poll(ambassador, felt, "Кайсы түс жагат?", ["Кызыл", "Көк"], uuid4())
    hers = seated(felt, java_script_enabled=False)
    hers.fill(".asks textarea", "Канча убакыт кургайт?")
    hers.click(".asks .icon-button")
    expect(hers.get_by_role("status")).to_be_visible()
    hers.get_by_role("radio", name="Көк").check()
    hers.locator(".poll form button").click()
    expect(hers.locator(f"#p-{poll.pk} .poll__thanks")).to_be_visible()


def test_a_chat_goes_on_signs_float_and_who_is_shown_out_is_gone_at_once(served, window, felt, seated, ambassador, begimai):
    from events.actions import begin
    from events.models import Restraint

    begin(ambassador, felt)
    host, hers, others = window(ambassador, served), seated(felt), window(begimai, served, width=1280, height=800)
    still = window(None, served, reduced_motion="reduce")
    for page in (host, others, still):
        page.goto(f"/events/{felt.pk}/live/")
    for page in (host, hers, others, still):
        page.wait_for_function("!!customElements.get('live-gathering')")
    hers.click("button[data-tab=chat]")
    expect(hers.locator(".live__questions")).to_be_hidden()
    hers.fill(".says input[name=body]", "<i>Салам</i> баарына")
    hers.press(".says input[name=body]", "Enter")
    for page in (hers, others):
        expect(page.locator(".remark")).to_contain_text("<i>Салам</i> баарына")
    expect(hers.locator(".says input[name=body]")).to_have_value("")
    expect(host.locator("[data-unread]")).to_have_text("1")
    others.fill(".says input[name=body]", "Саламатсызбы")
    others.press(".says input[name=body]", "Enter")
    expect(hers.locator(".remark")).to_have_count(2)

    others.click(".signs button >> nth=0")
    expect(hers.locator(".floats__one").first).to_be_attached()
    expect(still.locator(".floats__sum")).to_have_text("👏 1")

    host.click("button[data-tab=chat]")
    host.locator(".remark", has_text="баарына").locator(".remark__keep").click()
    host.click("button[value=shown_out]")
    expect(host.locator("form[data-does=restraint]")).to_be_visible()
    expect(hers.locator(".empty__title")).to_be_visible(timeout=2000)
    expect(others.locator(".remark")).to_have_count(1)
    host.click("form[data-does=restraint] button")
    expect(host.locator("form[data-does=restraint]")).to_have_count(0)
    assert not Restraint.objects.exists()
    hers.goto(f"/events/{felt.pk}/live/")
    expect(hers.locator(".says")).to_be_attached()

    host.click("#pace-30")
    expect(others.locator(".says__pace")).to_contain_text("30")
    host.click("#pace-off")
    expect(others.locator(".live__chat")).to_be_hidden()
    host.click("#asking-closed")
    expect(others.locator("form.asks")).to_be_hidden()


def test_who_is_removed_from_holding_it_loses_desk_and_stage_at_once(served, window, felt, ambassador, aizada):
    from events.actions import begin, name_cohost

    begin(ambassador, felt)
    name_cohost(ambassador, felt, aizada)
    stage, desk, host = window(aizada, served), window(aizada, served), window(ambassador, served)
    for page, name in ((stage, "stage"), (desk, "desk"), (host, "hosts")):
        page.goto(f"/events/{felt.pk}/{name}/")
    for page in (stage, desk):
        page.wait_for_function("!!customElements.get('live-part')")
        expect(page.locator("live-part")).to_be_visible()
    host.locator("form[action$=removal\\/] button").click()
    for page in (stage, desk):
        expect(page.locator("live-part")).to_have_count(0, timeout=2000)
    stage.goto(f"/events/{felt.pk}/live/")
    expect(stage.locator("live-gathering")).to_be_visible()
