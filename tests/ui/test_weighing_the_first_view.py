import pytest
from django.test import Client

from .weighing import drawn, weigh

pytestmark = pytest.mark.django_db
KB = 1024


@pytest.mark.parametrize("language", ["ky", "ru", "uz-cyrl", "en"])
def test_the_landing_page_fits_a_patchy_network(stranger: Client, language: str) -> None:
    stranger.cookies["django_language"] = language
    weight = weigh(stranger, "/")
    assert weight.html <= 12 * KB
    assert weight.css <= 12 * KB
    assert weight.js <= 35 * KB
    assert weight.total <= 60 * KB


def test_pictures_sheets_the_worker_and_what_it_keeps_are_weighed(stranger: Client) -> None:
    asked = weigh(stranger, "/").asked
    assert {"/", "/service-worker.js", "/offline/"} <= asked
    assert {address.rpartition(".")[2] for address in asked if address.startswith("/static/")} == {"css", "js", "svg"}


def test_a_font_and_a_drawing_are_found_in_a_sheet_and_a_photo_is_left_out() -> None:
    sheet = '@font-face { src: url("../a.woff2") } b { background: url(c.svg) } i { background: url(data:,) } u { background: url(d.webp) }'
    assert drawn("/static/ui/css/x.css", sheet) == ["/static/ui/a.woff2", "/static/ui/css/c.svg"]


def test_a_repeated_view_is_the_page_alone(stranger: Client) -> None:
    assert weigh(stranger, "/").html <= 10 * KB
