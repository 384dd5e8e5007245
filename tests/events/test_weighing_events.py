"""The pages of events on a patchy network, with a month full of them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from commons.people.models import Pass
from tests.ui.weighing import weigh

pytestmark = pytest.mark.django_db
KB = 1024


@pytest.mark.parametrize("language", ["ky", "en"])
def test_what_is_coming_one_of_it_and_her_seat_fit(gathering, come, language):
    names = {"ky": "Кийиз жасоо: ачык мастер-класс", "ru": "Войлок своими руками: открытый мастер-класс"}
    felt = [gathering(titles=names, starts_at=timezone.now() + timedelta(days=n // 2 + 1), women_only=n % 3 == 0) for n in range(30)][-1]
    seat, hers = come(felt), Client()
    hers.cookies["django_language"] = language
    hers.get(f"/g/{Pass.objects.get(stream=seat.stream).code}")
    month = f"{timezone.localdate():%Y-%m}"
    for path in ("/", "/events/", f"/events/?month={month}", f"/events/{felt.pk}/", f"/events/{felt.pk}/seats/{seat.pk}/"):
        weight = weigh(hers, path)
        print(path, weight.html, weight.css, weight.js, weight.total)
        assert weight.html <= 10 * KB  # what is fetched again, too
        assert weight.css <= 12 * KB
        assert weight.js <= 35 * KB
        assert weight.total <= 60 * KB
