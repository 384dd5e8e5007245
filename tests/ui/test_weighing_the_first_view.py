import pytest
from django.test import Client

from .weighing import weigh

pytestmark = pytest.mark.django_db
KB = 1024


@pytest.mark.parametrize("language", ["ky", "ru", "uz-cyrl", "en"])
def test_the_landing_page_fits_a_patchy_network(stranger: Client, language: str) -> None:
    stranger.cookies["django_language"] = language
    weight = weigh(stranger, "/")
    print(language, weight, weight.total)
    assert weight.html <= 12 * KB
    assert weight.css <= 12 * KB
    assert weight.js <= 35 * KB
    assert weight.total <= 60 * KB


def test_a_repeated_view_is_the_page_alone(stranger: Client) -> None:
    assert weigh(stranger, "/").html <= 10 * KB
