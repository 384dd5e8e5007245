"""What axe and narrow screens make of the live room: for its host, for who takes part, and for who looks on."""

from uuid import uuid4

import pytest

from tests.events.conftest import ambassador, come, gathering, plan, visitor

from .live_rooms import felt, seated
from .looking import LANGUAGES, grave

__all__ = ["ambassador", "come", "felt", "gathering", "plan", "seated", "visitor"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LOOKED_AT = ("live", "live/chat", "screen", "stage")


@pytest.mark.parametrize("state", ["announced", "live", "ended"])
def test_axe_finds_nothing_grave_and_nothing_is_wider_than_a_phone(served, window, felt, ambassador, come, state):
    from events.actions import ask_question, begin, cast_ballot, decide_question, end, open_poll, restrain, say, say_now, show_results

    if state != "announced":
        begin(ambassador, felt)
        say_now(ambassador, felt, "Жүндү жылуу суу менен самындап, эки жагын тең тебебиз")
        who = come(felt).guest
        for change in ("show", "answer_there"):
            decide_question(ambassador, ask_question(felt, who, "Чийки жүн канча кургайт?", uuid4()), change)
        ask_question(felt, who, "Күтүп турган суроо", uuid4())
        poll = open_poll(ambassador, felt, "Кайсы түс жагат?", ["Кызыл", "Көк"], uuid4())
        cast_ballot(poll, who, [poll.options.first().pk])
        show_results(ambassador, poll)
        say(felt, ambassador, "Салам", uuid4())
        restrain(ambassador, remark := say(felt, who, "Салам баарына", uuid4()), "muted")
    if state == "ended":
        end(ambassador, felt)
    page = window(ambassador, served)
    for name in (*LOOKED_AT, *([f"stage/remarks/{remark.pk}"] if state == "live" else [])):
        page.goto(f"/events/{felt.pk}/{name}/")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, name
        assert grave(page) == [], name


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_grave_for_who_takes_part_and_who_looks_on(served, window, felt, seated, ambassador, language):
    from events.actions import ask_question, begin, decide_question, say, say_now

    begin(ambassador, felt)
    say_now(ambassador, felt, "Жүндү жылуу суу менен самындап, эки жагын тең тебебиз")
    decide_question(ambassador, ask_question(felt, ambassador, "Чийки жүн канча кургайт?", uuid4()), "show")
    say(felt, ambassador, "Салам", uuid4())
    for page in (seated(felt), window(None, served)):
        page.context.add_cookies([{"name": "django_language", "value": language, "url": served.url}])
        page.goto(f"/events/{felt.pk}/live/")
        page.wait_for_function("!!customElements.get('live-gathering')")
        for tab in ("chat", "questions"):
            page.click(f"button[data-tab={tab}]")
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, tab
            assert grave(page) == [], tab
