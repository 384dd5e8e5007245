"""Finding by words as people here type them, narrowing, counting, and never meeting whom one doesn't meet."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from commons.people.actions import block, suspend, unsuspend
from marketplace.catalog import actions
from marketplace.catalog.models import Listing, Stall
from marketplace.catalog.search import fold

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def found(words):
    return [listing.title for listing in Stall.objects.search(words).listings(10, words=words)]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("койнок", "Көйнөк"),
        ("КӨЙНӨК", "көйнөк"),
        ("koynok", "көйнөк"),
        ("ko'ylak", "кўйлак"),
        ("koʻylak", "Кўйлак"),
        ("куйлак", "кўйлак"),
        ("g‘isht", "ғишт"),
        ("елка", "ёлка"),
        ("тунку", "түңкү"),
        ("hovli", "ҳовли"),
        ("jalal-abad", "Жалал-Абад"),
        ("альбом", "албом"),
        ("Laptop", "laptop"),
    ],
)
def test_letters_that_are_taken_for_one_another_are_one(typed, written):
    assert fold(typed) == fold(written)


@pytest.mark.parametrize("typed", ["койнок", "көйнөк", "көйн", "койнок баркут", "баркут көй", "  КОЙНОК!! ", "koynok"])
def test_a_dress_is_found_however_it_is_typed(aizada, offer, typed):
    offer(aizada, name="Көйнөк", abouts={"ky": "Баркуттан"})
    offer(aizada, "felt", "Шырдак")
    assert found(typed) == ["Көйнөк"]


@pytest.mark.parametrize("typed", ["шырдак", "койноктон", "баркут шырдак", "% _", "' OR 1=1", '"', "NEAR(", "*", "көйнөк AND", "\0"])
def test_what_isnt_there_isnt_found_and_nothing_breaks(aizada, offer, stranger, typed):
    offer(aizada, name="Көйнөк")
    assert stranger.get("/market/", {"q": typed}).status_code == 200
    assert found(typed) in ([], ["Көйнөк"])
    assert (found(typed) == []) == bool(typed)


@pytest.mark.parametrize("typed", ["көйнөгүмдү", "платьями", "бархат көйнөк", "койноктор жоккосөз"])
def test_where_nothing_has_all_words_what_comes_near_is_shown_and_said_to(aizada, offer, stranger, typed):
    offer(aizada, name="Көйнөк", abouts={"ru": "Платье на той"})
    offer(aizada, "felt", "Шырдак")
    assert found(typed) == []
    page = stranger.get("/market/", {"q": typed})
    assert [listing.title for listing in page.context["found"].listings] == ["Көйнөк"]
    assert "Мына ушулар жакын" in page.content.decode()


@pytest.mark.parametrize("typed", ["😀", "!!!", "жоккосөз башкасөз"])
def test_where_nothing_comes_near_nothing_is_shown(aizada, offer, stranger, typed):
    offer(aizada, name="Көйнөк")
    page = stranger.get("/market/", {"q": typed})
    assert (page.context["found"].total, page.context["found"].is_near) == (0, False)
    assert "Мына ушулар жакын" not in page.content.decode()


def test_what_has_the_word_in_its_name_comes_first_then_the_newest(aizada, begimai, offer):
    offer(aizada, name="Эски көйнөк")
    offer(begimai, "felt", "Шырдак", abouts={"ky": "көйнөккө да, үйгө да"})
    offer(aizada, name="Жаңы көйнөк")
    offer(begimai, "felt", "Кийиз", abouts={"ky": "көйнөк"})
    assert found("көйнөк") == ["Жаңы көйнөк", "Эски көйнөк", "Кийиз", "Шырдак"][: len(found("көйнөк"))]
    assert found("көйнөк")[:3] == ["Жаңы көйнөк", "Эски көйнөк", "Кийиз"]


def test_a_name_is_found_in_each_of_its_languages_and_by_its_kind_and_lab(aizada, open_shop, offer):
    open_shop(aizada, shows_name=True)
    offer(aizada, names={"ky": "Көйнөк", "ru": "Платье", "en": "A dress"})
    for words in ("платье", "dress", "шитьё по меркам", "sewing", "Ош", "Айзада"):
        assert found(words) == ["Көйнөк"], words


def test_a_name_she_doesnt_show_finds_nothing(aizada, open_shop, offer):
    open_shop(aizada, shows_name=False)
    offer(aizada)
    assert found("Айзада") == []


def test_where_they_meet_finds_nothing(aizada, offer):
    offer(aizada, "guiding", "Арстанбап", details={"meeting_point": "Аялдама"})
    assert found("аялдама") == []


def test_the_index_follows_every_change(aizada, offer):
    dress = offer(aizada)
    actions.change_listing(aizada, dress.pk, actions.Changes(names={"ky": "Чапан"}))
    assert (found("көйнөк"), found("чапан")) == ([], ["Чапан"])
    actions.take_off(aizada, dress.pk)
    assert found("чапан") == []
    Listing.objects.all().delete()
    offer(aizada, name="Камзол")
    assert found("камзол") == ["Камзол"]


def test_a_page_narrows_by_kind_lab_day_price_and_language_and_counts_exactly(aizada, begimai, offer, in_days, stranger):
    offer(aizada, som=3_500)
    offer(aizada, "felt", "Шырдак", som=12_000)
    offer(begimai, "catering", "Той дасторкону", som=450)
    actions.change_shop(begimai, {}, {}, "", ["ru"], "", True, False, False)

    def total(**asked):
        return stranger.get("/market/", asked).context["found"].total

    assert total() == 3
    assert total(kind="sewing") == 2
    assert total(kind="felt") == 1
    assert total(lab="batken") == 1
    assert total(lab="nowhere") == 0
    assert total(price="4000") == 2
    assert total(language="ru") == 1
    assert total(day=in_days(3).isoformat()) == 1
    assert total(day=in_days(9).isoformat()) == 3
    assert total(q="койнок", kind="catering") == 0
    chips = {str(chip["label"]): chip["n"] for chip in stranger.get("/market/", {"lab": "osh"}).context["chips"]}
    assert sorted(chips.values()) == [2]


@pytest.mark.parametrize("counted", [2, 100])
@pytest.mark.parametrize("a_page", [1, 2, 3, 4, 5])
def test_what_has_it_in_its_name_stands_first_and_the_newest_before_the_older(aizada, offer, stranger, monkeypatch, a_page, counted):
    for name in ("models.stalls.MOST_COUNTED", "found.MOST_COUNTED"):
        monkeypatch.setattr(f"marketplace.catalog.{name}", counted)
    monkeypatch.setattr("marketplace.catalog.found.A_PAGE", a_page)
    words = ("Көйнөк 1", "Шырдак 1", "Көйнөк 2", "Шырдак 2", "Көйнөк 3")
    for name in words:
        offer(aizada, name=name, abouts={"ky": "Көйнөк менен шырдак"})
    in_order = ["Көйнөк 3", "Көйнөк 2", "Көйнөк 1", "Шырдак 2", "Шырдак 1"]
    shown = []
    for page in range(1, -(-min(counted, len(words)) // a_page) + 1):
        shown += stranger.get("/market/", {"q": "койнок", "page": page}).context["found"].listings
    assert [listing.title for listing in shown] == in_order[: len(shown)]
    assert len(shown) >= min(counted, len(words))


def test_of_very_many_it_is_said_that_there_are_more(aizada, begimai, offer, stranger, monkeypatch):
    for module in ("models.stalls", "found"):
        monkeypatch.setattr(f"marketplace.catalog.{module}.MOST_COUNTED", 2)
    for name in ("Көйнөк", "Камзол", "Чапан"):
        offer(aizada, name=name)
    offer(begimai, "catering", "Той")
    page = stranger.get("/market/")
    assert (page.context["found"].total, page.context["found"].are_more) == (2, True)
    assert "2ден ашык кызмат" in page.content.decode()
    assert {chip["n"] for chip in page.context["chips"]} == {""}
    assert stranger.get("/market/", {"kind": "sewing"}).context["found"].are_more
    few = stranger.get("/market/", {"kind": "catering"})
    assert (few.context["found"].total, few.context["found"].are_more) == (1, False)
    exact = stranger.get("/market/", {"q": "койнок"})
    assert (exact.context["found"].total, [chip["n"] for chip in exact.context["chips"]]) == (1, [1])


@pytest.mark.parametrize(
    "asked",
    [
        {"day": "2020-01-01"},
        {"day": "31-31"},
        {"price": "-1"},
        {"price": "көп"},
        {"page": "0"},
        {"page": "9" * 30},
        {"kind": "x"},
        {"language": "x"},
    ],
)
def test_what_cant_be_asked_for_is_left_out(aizada, offer, stranger, asked):
    offer(aizada)
    assert stranger.get("/market/", asked).context["found"].total == 1


def test_a_block_hides_shop_service_and_count_from_both(aizada, begimai, offer, signed_in, stranger):
    dress = offer(aizada)
    hers = signed_in(begimai)
    block(aizada, begimai)
    page = hers.get("/market/")
    assert (page.context["found"].total, page.context["chips"]) == (0, [])
    assert dress.code not in page.content.decode()
    assert hers.get("/market/", {"q": "койнок"}).context["found"].total == 0
    for address in (f"/market/services/{dress.code}/", f"/market/shops/{dress.shop.code}/", f"/market/services/{dress.code}/code/"):
        assert hers.get(address).status_code == 404
    hers.cookies["favourites"] = dress.code
    assert "Көйнөк" not in hers.get("/market/favourites/").content.decode()
    assert stranger.get("/market/").context["found"].total == 1


def test_who_is_suspended_sells_nothing_and_comes_back(aizada, coordinator, offer, stranger):
    from commons.journal.worker import Worker

    dress = offer(aizada)
    suspend(coordinator, aizada)
    assert stranger.get(f"/market/services/{dress.code}/").status_code == 404
    Worker().run_due()
    assert stranger.get("/market/").context["found"].total == 0
    unsuspend(coordinator, aizada)
    Worker().run_due()
    assert stranger.get("/market/").context["found"].total == 1


def test_a_list_costs_the_same_however_long_it_is(aizada, begimai, offer, stranger, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    offer(aizada)
    stranger.get("/market/")
    with CaptureQueriesContext(
        connection,
    ) as few:
        stranger.get("/market/?q=койнок")
    for n in range(12):
        offer(begimai if n % 2 else aizada, name=f"Көйнөк {n}")
    with django_assert_num_queries(len(few)):
        stranger.get("/market/?q=койнок")


def test_pages_follow_one_another_without_a_gap(aizada, offer, stranger):
    for n in range(26):
        offer(aizada, name=f"Көйнөк {n}")
    first, second = (stranger.get("/market/", {"q": "койнок", "page": page}).context["found"] for page in (1, 2))
    assert (first.total, first.pages, len(first.listings), len(second.listings)) == (26, 2, 24, 2)
    assert [*first.listings, *second.listings] == list(Listing.objects.order_by("-pk"))


def test_a_stall_bears_the_number_of_its_listing_and_no_other(aizada, offer):
    offer(aizada, name="Көйнөк")
    with pytest.raises(IntegrityError), transaction.atomic():
        Stall.objects.update(id=F("id") + 1)
    assert found("көйнөк") == ["Көйнөк"]
