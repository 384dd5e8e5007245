"""The picture that stands beside a gathering's link where it was sent: drawn in the language of its page, and kept."""

import re
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image

from commons.ui import cards
from events.actions import cancel_gathering

pytestmark = pytest.mark.django_db


def address_of(gathering, language="ky"):
    page = Client(headers={"cookie": f"django_language={language}"}).get(f"/events/{gathering.pk}/").content.decode()
    found = re.search(r'<meta property="og:image" content="[a-z]+://[^/]+(.*?)">', page)
    return found and found.group(1).replace("&amp;", "&")


def test_its_page_names_a_picture_that_strangers_get_and_keep(gathering):
    answer = Client().get(address_of(gathering()))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert Image.open(BytesIO(answer.content)).size == (1200, 630)
    assert len(answer.content) < 60_000
    assert "public" in answer["Cache-Control"]
    assert "max-age=86400" in answer["Cache-Control"]
    assert not answer.cookies


def test_it_says_what_when_and_where_in_the_language_of_the_page(gathering, monkeypatch):
    said = []
    monkeypatch.setattr("events.described.card_of", lambda *words: said.append(words) or b"")
    starts_at = timezone.localtime().replace(year=2027, month=1, day=14, hour=15, minute=0)
    felt = gathering(starts_at=starts_at, titles={"ky": "Кийиз жасоо", "en": "Felt making"}, women_only=True)
    for language in ("ky", "en", "xx"):
        Client().get(f"/events/{felt.pk}/picture/?in={language}")
    assert said[1] == ("Birge", "Master class", "Felt making", ("14 January, Thursday, 15:00", "Китепкана", "For women only"))
    assert said[0] == said[2]
    assert (said[0][2], said[0][3][0]) == ("Кийиз жасоо", "14-январь, бейшемби, 15:00")
    assert "in=en" in address_of(felt, "en")


def test_another_plan_is_another_address_and_what_is_cancelled_says_so(gathering, plan, ambassador, monkeypatch):
    said = []
    monkeypatch.setattr("events.described.card_of", lambda *words: said.append(words) or b"")
    felt = gathering()
    before = address_of(felt)
    cancel_gathering(ambassador, felt)
    assert address_of(felt) != before
    Client().get(f"/events/{felt.pk}/picture/?in=en")
    assert said[0][3] == ("Cancelled",)


def test_of_what_is_for_members_there_is_none(gathering, signed_in, begimai):
    felt = gathering(members_only=True)
    for browser in (Client(), signed_in(begimai)):
        assert browser.get(f"/events/{felt.pk}/picture/").status_code == 404
        assert "og:image" not in browser.get(f"/events/{felt.pk}/").content.decode()


def test_it_is_drawn_once_and_only_so_many_are_kept(gathering):
    cards.card_of.cache_clear()
    felt = gathering()
    for _ in range(3):
        Client().get(f"/events/{felt.pk}/picture/?v=anything")
    assert (cards.card_of.cache_info().misses, cards.card_of.cache_info().hits) == (1, 2)
    assert cards.card_of.cache_info().maxsize == cards.KEPT


@pytest.mark.parametrize("title", ["Ө", "Кийиз жасоо: чийки жүндөн шырдакка чейин", "узун " * 40, "Ң" * 90, ""])
def test_a_title_of_any_length_stays_within_it(title):
    whole = Image.open(BytesIO(cards.card_of("Бирге", "Чеберчилик сабагы " * 9, title, ("Бейшемби, 15:00", "Ош " * 60)))).convert("RGB")
    ground = whole.getpixel((10, 300))
    assert all(whole.getpixel((x, y)) == ground for x in (20, 1180) for y in range(20, 520, 2))
