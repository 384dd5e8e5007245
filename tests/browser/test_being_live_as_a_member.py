"""A member's live page: one socket tells her what happens and takes what she does; a cut loses nothing."""

import json
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.events.conftest import ambassador, come, gathering, plan, visitor

from .live_rooms import felt

__all__ = ["ambassador", "come", "felt", "gathering", "plan", "visitor"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_all_that_she_does_goes_by_her_socket(served, window, felt, ambassador, begimai):
    from events.actions import arrange_chat, ask_question, begin, decide_question, open_poll
    from events.models import Ballot, Question, Remark, Vote

    begin(ambassador, felt)
    arrange_chat(ambassador, felt, 0)
    first = decide_question(ambassador, ask_question(felt, ambassador, "Биринчи суроо", uuid4()), "show")
    hers, posted = window(begimai, served), []
    hers.on("request", lambda request: request.method == "POST" and posted.append(request.url))
    with hers.expect_websocket() as line:
        hers.goto(f"/events/{felt.pk}/live/")
    line.value.wait_for_event("framereceived", lambda frame: "caught_up" in frame)
    second = decide_question(ambassador, ask_question(felt, ambassador, "Экинчи суроо", uuid4()), "show")
    hers.locator(f"#q-{second.pk} button").click()
    expect(hers.locator(f"#q-{second.pk} [data-votes]")).to_have_text("1")
    expect(hers.locator(".question [data-text]")).to_have_text(["Экинчи суроо", "Биринчи суроо"])
    hers.locator(f"#q-{second.pk} button").click()
    expect(hers.locator(f"#q-{second.pk} [data-votes]")).to_have_text("0")
    hers.locator(f"#q-{first.pk} button").click()
    expect(hers.locator(f"#q-{first.pk} [data-votes]")).to_have_text("1")

    hers.fill(".asks textarea", "Канча убакыт кургайт?")
    hers.check("[name=is_anonymous]")
    hers.click(".asks .icon-button")
    expect(hers.locator(".asks__sent")).to_be_visible()
    poll = open_poll(ambassador, felt, "Кайсы түс жагат?", ["Кызыл", "Көк"], uuid4())
    hers.get_by_role("radio", name="Көк").check()
    hers.locator(".poll form button").click()
    expect(hers.locator(f"#p-{poll.pk} [data-ballots]")).to_have_text("1")
    hers.click("button[data-tab=chat]")
    hers.fill(".says input[name=body]", "Саламатсызбы")
    hers.press(".says input[name=body]", "Enter")
    expect(hers.locator(".remark")).to_contain_text("Саламатсызбы")
    hers.click(".signs button >> nth=0")
    expect(hers.locator(".floats__one").first).to_be_attached()

    assert posted == []
    assert list(Vote.objects.values_list("question", "who")) == [(first.pk, begimai.actor)]
    assert Question.objects.get(text="Канча убакыт кургайт?").is_anonymous
    assert (Ballot.objects.get().who, Remark.objects.get().who) == (begimai.actor, begimai.actor)


def test_what_happened_while_her_line_was_cut_is_there_when_it_stands_again(served, window, felt, ambassador, begimai):
    from events.actions import ask_question, begin, decide_question, end

    begin(ambassador, felt)
    hers = window(begimai, served)
    with hers.expect_websocket() as line:
        hers.goto(f"/events/{felt.pk}/live/")
    line.value.wait_for_event("framereceived", lambda frame: "caught_up" in frame)
    hers.context.set_offline(True)
    hers.fill(".asks textarea", "Угулуп жатабы?")
    hers.click(".asks .icon-button")
    expect(hers.locator(".asks .field__errors")).to_be_visible()
    expect(hers.locator(".asks textarea")).to_have_value("Угулуп жатабы?")
    decide_question(ambassador, ask_question(felt, ambassador, "Качан?", uuid4()), "show")
    hers.context.set_offline(False)
    expect(hers.locator(".question [data-text]")).to_have_text(["Качан?"])
    hers.click(".asks .icon-button")
    expect(hers.locator(".asks textarea")).to_have_value("")
    end(ambassador, felt)
    expect(hers.locator("[data-when=ended]")).to_be_visible()


def test_what_a_busy_server_leaves_goes_by_a_form_and_is_not_promised_for_later(served, window, felt, ambassador, begimai):
    from events.actions import arrange_chat, begin
    from events.models import Remark

    begin(ambassador, felt)
    arrange_chat(ambassador, felt, 0)
    hers = window(begimai, served)
    hers.route_web_socket("**/ws/", leave_what_is_said)
    hers.goto(f"/events/{felt.pk}/live/")
    hers.wait_for_function("!!customElements.get('live-gathering')")
    hers.click("button[data-tab=chat]")
    with hers.expect_response(lambda answer: answer.request.method == "POST"):
        hers.fill(".says input[name=body]", "Салам")
        hers.press(".says input[name=body]", "Enter")
    expect(hers.locator(".remark")).to_contain_text("Салам")
    expect(hers.locator(".says [role=alert]")).to_be_hidden()
    assert Remark.objects.get().who == begimai.actor


def leave_what_is_said(line):
    """A server that takes everything but what is said: there it is busy."""
    server = line.connect_to_server()

    def take(text):
        frame = json.loads(text)
        if frame.get("verb") != "events.say":
            server.send(text)
        else:
            line.send(json.dumps({"op": "nack", "key": frame["key"], "code": "busy", "retry_in": 1, "message": "Бош эмес"}))

    line.on_message(take)
