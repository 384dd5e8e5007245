"""What customers said of a maker's work stands where the next one looks, in bands and without anyone's name."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commons.people.actions import block
from marketplace.orders.actions import answer_review
from marketplace.orders.models import Review

from .conftest import said

pytestmark = pytest.mark.django_db

DONE = ("quote", "accept", "start", "deliver", "complete")


@pytest.fixture
def reviewed(place, walk):
    """An order that is over and was reviewed: `reviewed("Сулуу тигилген")`."""

    def give(words, stars=5, **wish):
        order = walk(place(**wish), *DONE)
        return Review.objects.create(order=order, on_time=stars, as_agreed=stars, again=stars, words=words)

    return give


@pytest.fixture
def pages(dress):
    return (f"/market/shops/{dress.shop.code}/", f"/market/services/{dress.code}/")


def test_words_and_the_makers_answer_stand_below_a_shop_and_its_service(reviewed, pages, aizada, stranger):
    review = reviewed("Сулуу тигилген <b>!")
    answer_review(review.order, aizada, "Рахмат сизге")
    for page in pages:
        text = stranger.get(page).content.decode()
        assert "Сулуу тигилген &lt;b&gt;!" in text
        assert "Рахмат сизге" in text
        assert review.order.customer.name not in said(stranger.get(page))


def test_stars_alone_are_in_the_figures_and_not_in_the_list(reviewed, pages, stranger):
    reviewed("")
    assert "«" not in said(stranger.get(pages[0])).partition("Башкалар эмне дейт")[2]


def test_figures_are_bands_and_few_orders_tell_nothing(reviewed, pages, stranger):
    for n in range(4):
        reviewed(f"Сөз {n}")
    shown = said(stranger.get(pages[0]))
    assert "Жаңы чебер" in shown
    assert "дээрлик дайыма" not in shown.lower()
    reviewed("Бешинчи")
    shown = said(stranger.get(pages[0]))
    assert "5 жана андан көп заказ аткарылган" in shown
    assert "Убагында" in shown


def test_many_are_read_page_by_page_with_as_many_queries(reviewed, dress, stranger, monkeypatch):
    monkeypatch.setattr("marketplace.orders.views.reviews.A_PAGE", 4)
    dress.shop.capacities = {**dress.shop.capacities, "sewing": 50}
    dress.shop.save()
    page, counts = f"/market/orders/reviews/{dress.shop.code}/", []
    for n in range(6):
        reviewed(f"Сөз {n}")
        if n in (1, 5):
            with CaptureQueriesContext(
                connection,
            ) as asked:
                first = said(stranger.get(page))
            counts.append(len(asked))
    assert counts[0] == counts[1]
    assert "Сөз 5" in first
    assert "Сөз 1" not in first
    older = stranger.get(page).context["older"]
    rest = said(stranger.get(page, {"before": older}))
    assert "Сөз 1" in rest
    assert "Сөз 2" not in rest
    assert page in stranger.get(f"/market/shops/{dress.shop.code}/").content.decode()


def test_of_whom_she_doesnt_meet_nothing_is_read(reviewed, pages, begimai, trusted, signed_in):
    reviewed("Трастеддин сөзү", customer=trusted)
    assert "Трастеддин сөзү" in said(signed_in(begimai).get(pages[1]))
    block(begimai, trusted)
    assert "Трастеддин сөзү" not in said(signed_in(begimai).get(pages[1]))


def test_her_own_page_leads_to_her_shop_her_orders_and_the_desk(place, walk, aizada, trusted, coordinator, signed_in):
    order = walk(place(customer=trusted), "quote")
    for woman, ways in ((aizada, {"selling": 0, "": 0}), (trusted, {"": 1}), (coordinator, {"": 0, "desk": 0})):
        shown = {
            way.url.removeprefix("/market/orders/").rstrip("/"): way.n
            for way in signed_in(woman).get("/me/").context["ways"]
            if "orders" in way.url
        }
        assert shown == ways
    walk(place(customer=trusted), "quote", "accept", "dispute")
    assert order.pk
    assert {way.n for way in signed_in(coordinator).get("/me/").context["ways"] if "desk" in way.url} == {1}


def test_strangers_find_their_orders_on_the_bar(dress, stranger):
    assert 'href="/market/orders/"' in stranger.get(f"/market/services/{dress.code}/").content.decode()
