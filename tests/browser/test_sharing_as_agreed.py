"""Four women agree how to share, each on her own phone: five screens for the first, two taps for the others, and nobody reloads a page."""

import pytest
from playwright.sync_api import expect

from tests.marketplace.boards.conftest import comes, venture

from .counting import Counted

__all__ = ["comes", "venture"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"has_touch": True, "is_mobile": True}
NEXT = "main form button.button--full"


@pytest.fixture
def four(make_member, venture, comes, aizada, begimai, trusted):
    """A venture, and the four who are in it."""
    made = venture()
    cholpon = make_member("Чолпон", at="jalal-abad")
    comes(made, begimai, cholpon, trusted)
    return made, [aizada, begimai, cholpon, trusted]


def test_four_women_agree_on_their_phones(served, window, four):
    from marketplace.ledger.agreed import agreement_in_force

    venture, (first, *others) = four
    page = f"/market/together/{venture.pk}/"
    phone = window(first, served, **PHONE)
    counted = Counted(phone)
    phone.goto(page)
    phone.tap(".turn a.button")
    phone.tap(NEXT)  # equal parts
    phone.locator(".choice", has_text="Бегимай").tap()
    phone.tap(NEXT)
    expect(phone.locator(".amounts")).to_contain_text("200 сом")
    phone.tap(NEXT)
    expect(phone.locator(".turn")).to_contain_text("Бегимай, Наргиза жана Чолпон")
    assert len(counted.screens) <= 5, counted.screens
    for left, woman in zip((2, 1, 0), others, strict=True):
        hers = window(woman, served, **PHONE)
        taps = Counted(hers)
        hers.goto("/notices/")
        hers.locator(".row__link", has_text="Кантип бөлүшөбүз").first.tap()
        hers.tap(".turn form button")
        expect(hers.locator(".turn--waiting" if left else ".turn--good")).to_be_visible()
        assert len(taps.touched) == 2, taps.touched
        expect(phone.locator(".shared .chip--wait")).to_have_count(left)  # on the page of the first, which she hasn't touched
    expect(phone.locator(".turn--good")).to_be_visible()
    agreement = agreement_in_force(venture)
    assert (agreement.members, agreement.holder) == ({woman.pk for woman in (first, *others)}, others[0])


def test_own_parts_are_counted_out_on_a_circle_and_read_aloud(served, window, four):
    venture, (first, *_) = four
    phone = window(first, served, **PHONE)
    phone.add_init_script(
        """Object.defineProperty(window, "speechSynthesis", {value: Object.assign(new EventTarget(), {
          getVoices: () => [{lang: "ru-RU"}], cancel() {}, speak(words) { window.spoken = words.text } })});
        window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } };"""
    )
    phone.goto(f"/market/together/{venture.pk}/agreement/new/?after=kind&kind=own")
    more = phone.locator("[data-step='1']").first
    more.tap()
    expect(phone.locator(".circle__number")).to_have_text("5")
    expect(phone.locator("[data-part]").first).to_have_text("5 үлүштүн 2 үлүшү")
    phone.locator("[data-step='-1']").first.tap()
    expect(phone.locator("[data-step='-1']").first).to_be_disabled()
    more.tap()
    phone.tap(NEXT)
    phone.tap(NEXT)
    expect(phone.locator(".shared__women li").first).to_contain_text("5 үлүштүн 2 үлүшү")
    phone.tap("read-aloud button")
    assert "5 үлүштүн 2 үлүшү" in phone.evaluate("window.spoken")
    phone.locator(".top__back").tap()
    phone.locator(".top__back").tap()
    expect(phone.locator("input[type=number]").first).to_have_value("2")


def test_the_word_in_the_circle_follows_its_number(served, window, four):
    venture, (first, *_) = four
    first.language = "ru"
    phone = window(first, served, **PHONE)
    phone.goto(f"/market/together/{venture.pk}/agreement/new/?after=kind&kind=own")
    word = phone.locator(".circle__word")
    expect(word).to_have_text("части")
    phone.locator("[data-step='1']").first.tap()
    expect(word).to_have_text("частей")
