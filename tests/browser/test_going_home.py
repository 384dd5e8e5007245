"""After it: how it was, her certificate on paper, and the page where anyone checks it; what axe and narrow screens make of them."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from events.actions import begin, check_in, end, give_certificate, revoke_certificate, say_how_it_was
from events.models import Certificate, Feedback, Gathering
from tests.events.conftest import again, ambassador, come, gathering, plan, visitor

from .looking import LANGUAGES, SQUEEZED, TOO_SMALL, grave

__all__ = ["again", "ambassador", "come", "gathering", "plan", "visitor"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HERS = ("/events/{felt}/seats/{new}/", "/events/{felt}/seats/{new}/certificate/", "/events/{felt}/seats/{hers}/certificate/")
HERS += ("/events/{felt}/seats/{hers}/", "/events/certificates/", "/events/certificates/{good}/", "/events/certificates/{taken_back}/")
HERS += ("/events/certificates/AAAAAAAAAA/", "/events/certificates/?code=")
HOSTS = ("/events/{felt}/feedback/", "/events/{few}/feedback/", "/events/{felt}/desk/")


@pytest.fixture
def member(make_member):
    return make_member("Нуриза")


@pytest.fixture
def held(gathering, come, ambassador, again):
    """One that is over, where they were: `held(member)`; the seats."""

    def give(*women):
        felt = gathering(starts_at=timezone.now() + timedelta(minutes=20), titles={"ky": "Кийизден оюнчук жасоо: ачык мастер-класс"})
        seats = [come(felt, woman) for woman in women]
        begin(ambassador, felt)
        for seat in seats:
            check_in(ambassador, seat, uuid4())
        end(ambassador, felt)
        return [again(seat) for seat in seats]

    return give


@pytest.fixture
def pages(held, member, make_member, visitor, ambassador):
    """Hers of two gatherings: of one she hasn't said or made out anything; in the other both, and others said it, too."""
    (few,) = held(member)
    seats = held(member, *(visitor(f"Айнура {n}") for n in range(4)))
    for n, seat in enumerate(seats):
        say_how_it_was(seat, seat.holder, 3 - n % 3, "yes", "Абдан жакты, рахмат! Дагы болсо келем, сиңдимди да алып келем.")
    good = give_certificate(seats[0], member, "Гүлмайрам Жолдошбекова-Токтогулова")
    taken_back = give_certificate(seats[1], seats[1].holder, "Айнура")
    revoke_certificate(ambassador, seats[1])
    ids = {"few": few.gathering_id, "new": few.pk, "felt": seats[0].gathering_id, "hers": seats[0].pk}
    codes = {"good": good.code, "taken_back": taken_back.code}
    new = [page.replace("{felt}", "{few}") if "{new}" in page else page for page in HERS]
    return [page.format(**ids, **codes) for page in new], [page.format(**ids) for page in HOSTS]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_she_says_how_it_was_and_makes_out_her_certificate(served, window, held, member, scripts):
    (seat,) = held(member)
    page = window(member, served, java_script_enabled=scripts)
    page.goto(f"/events/{seat.gathering_id}/seats/{seat.pk}/")
    page.locator("label:has([name=face])").first.click()
    page.locator("label:has([name=again])").first.click()
    page.fill("[name=words]", "Рахмат!")
    page.click("form:has([name=face]) button")
    expect(page.locator("form:has([name=face]) button")).to_be_hidden()
    assert (Feedback.objects.get().face, Feedback.objects.get().again) == (3, "yes")
    page.click("a[href$='/certificate/']")
    page.fill("[name=name]", "Нуриза Асанова")
    page.click("main form button")
    expect(page.locator(".certificate__name")).to_have_text("Нуриза Асанова")
    page.goto(f"/events/certificates/{Certificate.objects.get().code}/")
    expect(page.locator("#checked")).to_have_text("Нуриза Асанова")


@pytest.mark.parametrize(("language", "light"), [("ky", "light"), ("ru", "dark")])
def test_it_is_one_sheet_of_paper_and_light(served, window, held, member, language, light):
    (seat,) = held(member)
    give_certificate(seat, member, "Гүлмайрам Жолдошбекова-Токтогулова")
    Gathering.objects.update(titles={"ky": "Кийизден оюнчук жана килем жасоо: эки күндүк ачык мастер-класс жөнүндө"})
    page = window(member, served, color_scheme=light)
    page.context.add_cookies([{"name": "django_language", "value": language, "url": served.url}])
    page.goto(f"/events/{seat.gathering_id}/seats/{seat.pk}/certificate/")
    sheet = page.pdf(prefer_css_page_size=True)
    assert sheet.count(b"/Type /Page\n") == 1
    assert b"841.9" in sheet, "A4, on its side"
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1123, "height": 794})
    for one in page.locator("nav.bar, .top, print-page, .certificate__help").all():
        expect(one).to_be_hidden()
    overflow = page.locator(".certificate__cord").evaluate("it => it.scrollHeight - it.clientHeight")
    assert overflow <= 0, "nothing runs out of the cord"
    ground = page.locator(".certificate").evaluate("it => getComputedStyle(it).backgroundColor")
    assert ground == "rgb(250, 246, 239)"


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_serious(served, window, pages, member, ambassador, language):
    wrong = []
    for woman, addresses in zip((member, ambassador), pages, strict=True):
        woman.language = language
        page = window(woman, served)
        page.context.add_cookies([{"name": "django_language", "value": language, "url": served.url}])
        for address in addresses:
            page.goto(address)
            wrong += [f"{address}: {found}" for found in grave(page)]
    assert not wrong, "\n".join(wrong)


def test_nothing_is_cut_and_every_target_is_large_enough(served, window, pages, member, ambassador):
    wrong = []
    for woman, addresses in zip((member, ambassador), pages, strict=True):
        page = window(woman, served, width=320, height=568)
        for address in addresses:
            page.goto(address)
            if (wide := page.evaluate("document.documentElement.scrollWidth")) > 320:
                wrong.append((address, wide))
            wrong += [(address, one) for one in (*page.evaluate(SQUEEZED), *page.evaluate(TOO_SMALL))]
    assert not wrong
