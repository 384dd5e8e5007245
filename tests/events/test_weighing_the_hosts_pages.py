"""The desk as full as a page of it gets, and what is filled in, on a patchy network."""

import pytest

from events.actions import name_cohost
from events.desk import A_PAGE
from tests.ui.weighing import weigh

pytestmark = pytest.mark.django_db
KB = 1024


@pytest.mark.parametrize("language", ["ky", "ru", "uz-cyrl", "en"])
def test_the_hosts_pages_fit_a_patchy_network(gathering, come, visitor, ambassador, signed_in, make_member, language):
    felt = gathering(capacity=200, abouts={"ky": "Ийне, кайчы жана жакшы көңүл алып келиңиз. " * 20})
    for n in range(A_PAGE + 2):
        come(felt, visitor(f"Айнура Токтогулова {n}"), party=1 + n % 6)
    for n in range(8):
        name_cohost(ambassador, felt, make_member(f"Аида {n}"))
    browser = signed_in(ambassador)
    browser.cookies["django_language"] = language
    browser.post("/events/new/talk/", {"title": "Жүн"})
    of_it = [f"/events/{felt.pk}/{page}/" for page in ("desk", "change", "hosts", "share", "poster", "cancellation")]
    for path in ("/events/new/", "/events/new/talk/", "/events/new/talk/time/", *of_it):
        weight = weigh(browser, path)
        print(path, weight.html, weight.css, weight.js, weight.total)
        assert weight.html <= 12 * KB, path
        assert weight.css <= 12 * KB, path
        assert weight.js <= 35 * KB, path
        assert weight.total <= 60 * KB, path
