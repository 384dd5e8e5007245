"""An order's page and the pages on which one is placed, on a patchy network."""

import pytest

from tests.ui.weighing import weigh

pytestmark = pytest.mark.django_db
KB = 1024


@pytest.mark.parametrize("language", ["ky", "en"])
def test_an_order_and_its_first_page_fit_a_patchy_network(place, walk, linked, dress, language):
    order = walk(place(), "quote", "accept", "start", "deliver")
    hers = linked(order)
    hers.cookies["django_language"] = language
    for path in (f"/market/orders/{order.pk}/", f"/market/orders/new/{dress.code}/"):
        weight = weigh(hers, path)
        print(path, weight.html, weight.css, weight.js, weight.total)
        assert weight.html <= 10 * KB  # what is fetched again, too
        assert weight.css <= 12 * KB
        assert weight.js <= 35 * KB
        assert weight.total <= 60 * KB
