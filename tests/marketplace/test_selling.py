"""From the camera to the market, question by question, and everything that can be said of a service later."""

import pytest

from commons.journal.models import Entry
from commons.journal.refusals import Refused
from marketplace.catalog import actions
from marketplace.catalog.capacity import stock_of
from marketplace.catalog.models import Listing, Shop, Stall

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
MINE = "/market/mine/services/"


def facts_of(stream):
    return [entry.fact for entry in Entry.objects.filter(stream=stream).order_by("seq")]


@pytest.fixture
def sell(signed_in, picture_file):
    """Answer the five questions by forms: `sell(aizada, price="900")`; returns the last answer and the service."""

    def answer(member, kind="tailoring", **said):
        hers = signed_in(member)
        first = hers.post(MINE, {"picture": picture_file()})
        address = first["Location"].removesuffix("trade/")
        hers.post(f"{address}trade/", {"kind": kind})
        hers.post(f"{address}name/", {"name": said.get("name", "Майрамга көйнөк")})
        price = {"price": said.get("price", "3 500"), "unit": said.get("unit", "piece")}
        hers.post(f"{address}price/", price | ({"left": said["left"]} if "left" in said else {}))
        last = hers.post(f"{address}audience/", {"visibility": said.get("visibility", "everyone"), **said.get("more", {})})
        return last, Listing.objects.get(pk=int(address.rstrip("/").rpartition("/")[2]))

    return answer


def test_five_answers_bring_a_service_onto_the_market(aizada, sell, stranger):
    last, dress = sell(aizada)
    assert last["Location"] == f"/market/services/{dress.code}/"
    assert (dress.title, dress.price_from, dress.unit, dress.details["days"]) == ("Майрамга көйнөк", 350_000, "piece", 7)
    assert dress.pictures.count() == 1
    assert facts_of(dress.stream) == ["marketplace.listing.changed", "marketplace.listing.changed", "marketplace.listing.published"]
    assert facts_of(dress.shop.stream) == ["marketplace.shop.opened"]
    page = stranger.get(last["Location"]).content.decode()
    assert "Майрамга көйнөк" in page
    assert "Айзада" not in page, "she didn't choose to show her name"


def test_facts_carry_no_words(aizada, sell):
    _, dress = sell(aizada)
    assert all(set(entry.data) == {"listing"} for entry in Entry.objects.filter(stream=dress.stream))


def test_she_shows_her_name_if_she_likes(aizada, sell, stranger):
    _, dress = sell(aizada, more={"shows_name": "on"})
    assert "Айзада" in stranger.get(f"/market/services/{dress.code}/").content.decode()


def test_what_is_for_who_has_the_link_is_in_no_list(aizada, sell, stranger):
    _, dress = sell(aizada, visibility="link")
    assert stranger.get(f"/market/services/{dress.code}/").status_code == 200
    assert dress.code not in stranger.get("/market/").content.decode()
    assert dress.code not in stranger.get(f"/market/shops/{dress.shop.code}/").content.decode()


@pytest.mark.parametrize("price", ["", "0", "-1", "көп", "3500.5", "99999999999", "1e9", "<b>1</b>"])
def test_a_price_that_is_none_is_said_beside_the_field_and_changes_nothing(aizada, signed_in, price):
    draft = actions.begin_listing(aizada)
    actions.choose_kind(aizada, draft.pk, "tailoring")
    answer = signed_in(aizada).post(f"{MINE}{draft.pk}/price/", {"price": price, "unit": "piece"})
    assert answer.status_code == 422
    assert 'class="field__errors"' in answer.content.decode()
    assert answer.context["form"]["price"].value() == price
    draft.refresh_from_db()
    assert draft.price_from is None


@pytest.mark.parametrize("typed", ["3500", "3 500", "3\xa0500", "3500 сом", " 3500сом "])
def test_a_price_is_understood_however_it_is_typed(aizada, sell, typed):
    assert sell(aizada, price=typed)[1].price_from == 350_000


def test_of_what_is_ready_now_she_says_how_many_beside_the_price(aizada, signed_in, sell, stranger):
    last, felt = sell(aizada, "goods", left="3")
    assert stock_of(felt).left == 3
    assert stranger.get(last["Location"]).context["ready"] == 3
    asked = signed_in(aizada).get(f"{MINE}{felt.pk}/price/")
    assert asked.context["form"]["left"].value() == 3
    draft = actions.begin_listing(aizada)
    actions.choose_kind(aizada, draft.pk, "food")
    assert signed_in(aizada).get(f"{MINE}{draft.pk}/price/").context["form"]["left"].value() == 1
    answer = signed_in(aizada).post(f"{MINE}{draft.pk}/price/", {"price": "90", "unit": "piece", "left": "-1"})
    assert (answer.status_code, stock_of(draft)) == (422, None)


def test_what_is_ready_is_one_unless_she_says_how_many_and_keeps_what_she_said(aizada):
    felt = actions.begin_listing(aizada)
    actions.choose_kind(aizada, felt.pk, "goods")
    actions.change_listing(aizada, felt.pk, actions.Changes(names={"ky": "Кийиз баштык"}, price_from=60_000))
    actions.publish_listing(aizada, felt.pk)
    assert stock_of(felt).left == 1
    actions.set_stock(aizada, felt.pk, 0)
    actions.publish_listing(aizada, felt.pk)
    assert stock_of(felt).left == 0


def test_a_name_with_markup_is_shown_as_it_was_typed(aizada, sell, stranger):
    name = '</script><b onclick="x">Көйнөк</b>'
    page = stranger.get(sell(aizada, name=name)[0]["Location"]).content.decode()
    assert "<b onclick" not in page
    assert "&lt;/script&gt;&lt;b onclick=" in page
    assert page.count("</script>") == page.count("<script")


def test_a_picture_that_is_none_is_refused_beside_its_field(aizada, signed_in, picture_file):
    for content in (b"<svg onload='x'/>", b"<html>", b"no picture at all"):
        answer = signed_in(aizada).post(MINE, {"picture": picture_file(content)})
        assert answer.status_code == 422
        assert 'class="field__errors"' in answer.content.decode()
    assert not Listing.objects.exists()


def test_a_draft_can_be_gone_on_with_later(aizada, signed_in):
    draft = actions.begin_listing(aizada)
    assert f"{MINE}{draft.pk}/trade/" in signed_in(aizada).get("/market/mine/").content.decode()
    actions.choose_kind(aizada, draft.pk, "felt")
    assert f"{MINE}{draft.pk}/name/" in signed_in(aizada).get("/market/mine/").content.decode()
    with pytest.raises(Refused):
        actions.publish_listing(aizada, draft.pk)


def test_what_its_kind_asks_for_is_asked_on_its_page_and_kept(aizada, offer, signed_in):
    tour = offer(aizada, "guiding", "Арстанбап")
    form = {
        "name_ky": "Арстанбап",
        "price_from": "2500",
        "unit": "person",
        "visibility": "everyone",
        "least": "2",
        "most": "8",
        "hours": "9",
    }
    form |= {
        "private_price": "12 000",
        "languages": ["ky", "en"],
        "season": ["summer"],
        "included": "Түшкү тамак\nЖол",
        "meeting_point": "Аялдама",
    }
    assert signed_in(aizada).post(f"{MINE}{tour.pk}/", form).status_code == 302
    tour.refresh_from_db()
    assert tour.details["private_price"] == 1_200_000
    assert tour.details["included"] == "Түшкү тамак\nЖол"
    page = signed_in(aizada).get(f"/market/services/{tour.code}/").content.decode()
    assert "Түшкү тамак<br>Жол" in page
    assert "Аялдама" not in page, "where they meet is for who has ordered"


def test_what_cant_be_stands_beside_its_field_and_the_rest_stays_typed(aizada, offer, signed_in):
    tour = offer(aizada, "guiding", "Арстанбап")
    form = {
        "name_ky": "Жаңы ат",
        "price_from": "2500",
        "price_to": "900",
        "unit": "person",
        "visibility": "everyone",
        "least": "9",
        "most": "2",
    }
    answer = signed_in(aizada).post(f"{MINE}{tour.pk}/", form)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"price_to", "most"}
    assert 'value="Жаңы ат"' in answer.content.decode()
    tour.refresh_from_db()
    assert tour.title == "Арстанбап"


def test_pictures_are_added_put_in_order_and_taken_away(aizada, offer, signed_in, picture_file):
    dress, hers = offer(aizada), signed_in(aizada)
    address = f"{MINE}{dress.pk}/pictures/"
    hers.post(address, {"pictures": [picture_file(), picture_file(), picture_file()]})
    first, second, third = (one.pk for one in dress.pictures.all())
    hers.post(f"{address}{third}/place/", {"to": "1"})
    assert [one.pk for one in dress.pictures.all()] == [third, first, second]
    hers.post(f"{address}{first}/removal/")
    assert [one.pk for one in dress.pictures.all()] == [third, second]
    answer = hers.post(address, {"pictures": [picture_file() for _ in range(7)]})
    assert answer.status_code == 422
    assert dress.pictures.count() == 2


def test_off_the_market_it_is_nowhere_and_can_come_back(aizada, offer, signed_in, stranger):
    dress, hers = offer(aizada), signed_in(aizada)
    hers.post(f"{MINE}{dress.pk}/publication/", {"off": "1"})
    assert stranger.get(f"/market/services/{dress.code}/").status_code == 404
    assert not Stall.objects.exists()
    hers.post(f"{MINE}{dress.pk}/publication/")
    assert stranger.get(f"/market/services/{dress.code}/").status_code == 200
    assert Stall.objects.count() == 1


def test_what_she_deletes_is_gone(aizada, offer, picture, signed_in):
    from commons.media.models import Picture
    from marketplace.catalog.models import ListingPicture

    dress = offer(aizada, abouts={"ky": "Барктан"})
    ListingPicture.objects.create(listing=dress, picture=picture(dress.stream), place=1)
    signed_in(aizada).post(f"{MINE}{dress.pk}/removal/")
    dress.refresh_from_db()
    assert (dress.abouts, Picture.objects.count(), Stall.objects.count()) == ({}, 0, 0)
    assert signed_in(aizada).get(f"/market/services/{dress.code}/").status_code == 404


def test_a_closed_shop_is_on_no_list_until_it_is_open_again(aizada, offer, stranger):
    dress = offer(aizada)
    actions.close_shop(aizada)
    assert not Stall.objects.exists()
    assert stranger.get(f"/market/services/{dress.code}/").status_code == 404
    actions.reopen_shop(aizada)
    assert Stall.objects.count() == 1


def test_nobody_changes_what_another_sells(aizada, begimai, offer):
    dress = offer(aizada)
    offer(begimai)
    for deed in (
        lambda: actions.change_listing(begimai, dress.pk, actions.Changes(price_from=100)),
        lambda: actions.take_off(begimai, dress.pk),
        lambda: actions.remove_listing(begimai, dress.pk),
        lambda: actions.set_stock(begimai, dress.pk, 1),
        lambda: actions.hide_listing(begimai, dress.pk),
    ):
        with pytest.raises(Refused) as refused:
            deed()
        assert refused.value.code == "forbidden"


def test_who_is_young_or_not_vouched_for_has_no_shop(under_18, invited, suspended):
    for member in (under_18, invited, suspended):
        with pytest.raises(Refused):
            actions.begin_listing(member)
    assert not Shop.objects.exists()


@pytest.mark.parametrize("day", ["2020-01-01", "2199-01-01", "эртең", ""])
def test_a_day_that_cant_be_is_said_beside_the_field(aizada, offer, signed_in, day):
    tour = offer(aizada, "guiding")
    hers = signed_in(aizada)
    for address, form in (
        ("/market/mine/days/blocked/", {"day": day}),
        (f"{MINE}{tour.pk}/departures/", {"day": day, "hour": "10:00", "places": "8", "weeks": "1"}),
    ):
        answer = hers.post(address, form)
        assert answer.status_code == 422, address
        assert 'class="field__errors"' in answer.content.decode()
    assert not tour.slots.exists()
    assert not tour.shop.blocked_days.exists()


def test_a_tour_leaves_week_after_week_and_not_twice_at_once(aizada, offer, in_days, signed_in):
    tour, hers = offer(aizada, "guiding"), signed_in(aizada)
    form = {"day": in_days(6).isoformat(), "hour": "10:00", "places": "8", "weeks": "4"}
    assert hers.post(f"{MINE}{tour.pk}/departures/", form).status_code == 302
    assert hers.post(f"{MINE}{tour.pk}/departures/", form).status_code == 422
    assert tour.slots.count() == 4
    taken, free = tour.slots.order_by("starts_at")[:2]
    type(taken).objects.filter(pk=taken.pk).update(taken=1)
    for slot in (taken, free):
        hers.post(f"{MINE}{tour.pk}/departures/{slot.pk}/removal/")
    assert tour.slots.filter(pk=taken.pk).exists()
    assert not tour.slots.filter(pk=free.pk).exists()


def test_days_that_are_counted_follow_what_she_takes_but_never_below_what_is_taken(aizada, offer, in_days):
    from datetime import time

    from marketplace.catalog.models import DayCapacity

    dinner = offer(aizada, "catering")
    full, empty = (actions.open_day(dinner, in_days(ahead)) for ahead in (5, 8))
    DayCapacity.objects.filter(pk=full.pk).update(taken=50)
    actions.change_days(aizada, "12345", time(8), time(19), {"catering": 30})
    full.refresh_from_db()
    empty.refresh_from_db()
    assert (full.capacity, empty.capacity) == (50, 30)
    assert Stall.objects.get(pk=dinner.pk).workdays == "12345"


@pytest.mark.parametrize("name", ["🌸🌸", "…!?", "2025"])
def test_a_name_has_letters(aizada, signed_in, name):
    hers = signed_in(aizada)
    hers.cookies["django_language"] = "en"
    address = hers.post(MINE)["Location"].removesuffix("trade/")
    hers.post(f"{address}trade/", {"kind": "tailoring"})
    answer = hers.post(f"{address}name/", {"name": name})
    assert answer.status_code == 422
    assert "Write the name in letters" in answer.content.decode()
