"""Reports on a phone: what axe and narrow screens make of them; and that a tap which sends it on is counted."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from events.actions import check_in, rebuild_steps
from events.models import Gathering, Step
from tests.events.conftest import ambassador, any_day, begun, come, gathering, plan, visitor

from .test_looking_at_chats import LANGUAGES, grave
from .test_looking_at_the_market import SQUEEZED

__all__ = ["ambassador", "any_day", "begun", "come", "gathering", "plan", "visitor"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = ("/events/{felt}/report/", "/events/reports/", "/events/reports/?month=2025-02", "/events/reports/labs/osh/")


@pytest.fixture
def pages(begun, come, ambassador):
    """Of an ambassador who coordinates the lab, too: two gatherings of this month."""
    felt = begun(titles={"ky": "Кийизден оюнчук жасоо: ачык мастер-класс", "ru": "Игрушки из войлока"})
    check_in(ambassador, come(felt, party=3), uuid4())
    come(begun(), party=2)
    Gathering.objects.update(starts_at=timezone.now(), ends_at=timezone.now() + timedelta(hours=2))
    ambassador.roles.create(lab=ambassador.lab, kind="coordinator")
    rebuild_steps()
    return [page.format(felt=felt.pk) for page in PAGES]


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_serious(served, window, pages, ambassador, language):
    ambassador.language = language
    page = window(ambassador, served)
    wrong = []
    for address in pages:
        page.goto(address)
        wrong += [f"{address}: {found}" for found in grave(page)]
    assert not wrong, "\n".join(wrong)


def test_nothing_is_cut_on_a_small_phone(served, window, pages, ambassador):
    page, wrong = window(ambassador, served, width=320, height=568), []
    for address in pages:
        page.goto(address)
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > 320:
            wrong.append((address, wide))
        wrong += [(address, squeezed) for squeezed in page.evaluate(SQUEEZED)]
    assert not wrong


def test_a_tap_that_sends_it_on_is_counted(served, window, gathering, ambassador):
    felt = gathering()
    page = window(ambassador, served, has_touch=True, is_mobile=True, permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"/events/{felt.pk}/share/")
    with page.expect_response(f"**/events/{felt.pk}/sharing/") as answered:
        page.locator("copy-text button").tap()
    assert answered.value.ok
    expect(page.locator("copy-text")).to_be_visible()
    rebuild_steps()
    assert [(step.kind, step.n) for step in Step.objects.filter(gathering=felt)] == [("invited", 1)]
