"""A joint business on its pages: found in three screens, joined in two taps, answered, and told in plain words where it can't be."""

from urllib.parse import quote

import pytest
from django.conf import settings
from django.utils import translation

from marketplace.boards.actions import invite_partner, leave_venture, make_offer
from marketplace.boards.models import Offer, Partner, Venture

pytestmark = pytest.mark.django_db


@pytest.fixture
def hers(cast, signed_in):
    """A browser of hers that reads English: `hers("begimai")`."""

    def give(who):
        browser = signed_in(cast[who])
        browser.cookies["django_language"] = "en"
        return browser

    return give


def text(answer):
    return answer.content.decode()


def test_it_is_found_in_three_screens(cast, hers):
    phone = hers("aizada")
    assert 'href="/market/together/new/?template=wedding"' in text(phone.get("/market/together/new/"))
    assert 'name="title"' in text(phone.get("/market/together/new/?template=wedding"))
    brings = phone.post("/market/together/new/", {"template": "wedding", "title": "Wedding season"})
    said = {name: brings.context[name] for name in ("template", "title", "key")}
    for _ in range(2):  # her second tap
        answer = phone.post("/market/together/new/", {**said, "kind": "talent", "words": "I sew"})
    made = Venture.objects.get()
    assert answer["Location"] == f"/market/together/{made.pk}/"
    assert (made.titles, made.template) == ({"en": "Wedding season"}, "wedding")
    assert [(one.kind, one.words) for one in Offer.objects.all()] == [("talent", "I sew")]


@pytest.mark.parametrize(("said", "kept"), [({"title": ""}, ""), ({"title": "2026"}, "2026"), ({"title": "к" * 81}, "к" * 81)])
def test_a_name_that_is_none_stays_in_its_field(said, kept, hers):
    answer = hers("aizada").post("/market/together/new/", {"template": "felt", **said})
    assert answer.status_code == 422
    assert answer.context["form"].errors["title"]
    assert f'value="{kept}"' in text(answer) or not kept
    assert not Venture.objects.exists()


def test_she_offers_in_two_taps_and_is_let_in(cast, felt, hers):
    phone, keeper = hers("coordinator"), hers("aizada")
    assert f'href="/market/together/{felt.pk}/offers/"' in text(phone.get(f"/market/together/{felt.pk}/"))
    phone.post(f"/market/together/{felt.pk}/offers/", {"kind": "tool"})
    offer = Offer.objects.waiting().get()
    assert "Your offer waits for an answer" in text(phone.get(f"/market/together/{felt.pk}/"))
    assert f"{cast['coordinator'].name} brings something" in text(keeper.get(f"/market/together/{felt.pk}/"))
    keeper.post(f"/market/together/{felt.pk}/offers/{offer.pk}/answer/", {"say": "yes"})
    assert Partner.objects.standing().get(member=cast["coordinator"]).role == "partner"
    again = keeper.post(f"/market/together/{felt.pk}/offers/{offer.pk}/answer/", {"say": "no"})
    assert again.status_code == 409
    assert "This has changed meanwhile" in text(again)


def test_where_she_is_asked_stands_first(cast, felt, venture, hers):
    newer = venture(by=cast["begimai"], template="wedding")
    invite_partner(cast["aizada"], felt.pk, cast["coordinator"].pk)
    comes_later = venture(by=cast["coordinator"])
    assert [one.pk for one in hers("coordinator").get("/market/together/").context["hers"]] == [felt.pk, comes_later.pk]
    assert [one.pk for one in hers("begimai").get("/market/together/").context["hers"]] == [newer.pk, felt.pk]


def test_what_she_says_too_long_is_kept_and_nothing_is_offered(cast, felt, hers):
    answer = hers("coordinator").post(f"/market/together/{felt.pk}/offers/", {"kind": "tool", "words": "м" * 501})
    assert answer.status_code == 422
    assert "м" * 501 in text(answer)
    none = hers("coordinator").post(f"/market/together/{felt.pk}/offers/", {"kind": "husband", "words": "Мен"})
    assert (none.status_code, Offer.objects.waiting().count()) == (422, 0)


def test_it_is_not_asked_of_a_stale_page(felt, hers):
    phone, said = hers("aizada"), {"title": "Кийиз", "version": 1}
    phone.post(f"/market/together/{felt.pk}/words/", {**said, "version": Venture.objects.get().version})
    stale = phone.post(f"/market/together/{felt.pk}/words/", {**said, "title": "Жүн"})
    assert (stale.status_code, Venture.objects.get().titles["en"]) == (409, "Кийиз")


def test_the_last_steward_is_told_that_somebody_must_keep_it(felt, hers):
    before = text(hers("aizada").get(f"/market/together/{felt.pk}/leaving/"))
    assert "Somebody must keep it" in before
    assert "I leave" not in before
    answer = hers("aizada").post(f"/market/together/{felt.pk}/leaving/")
    assert answer.status_code == 422
    assert "Somebody must keep it" in text(answer)
    assert "I leave" in text(hers("begimai").get(f"/market/together/{felt.pk}/leaving/"))


def test_who_answers_its_shop_is_told_before_she_leaves(sold, hers):
    page = text(hers("begimai").get(f"/market/together/{sold.pk}/leaving/"))
    assert "Hand it over to another first" in page
    assert "I leave" not in page


def test_it_is_closed_once_she_was_asked_and_then_only_read(cast, felt, hers):
    aizada, address = hers("aizada"), f"/market/together/{felt.pk}/"
    invite_partner(cast["aizada"], felt.pk, cast["mentor"].pk)
    make_offer(cast["ambassador"], felt.pk, "tool", "Машина")
    words, asked = text(aizada.get(f"{address}words/")), aizada.get(f"{address}closing/")
    assert ('value="close"' in words, 'value="close"' in text(asked)) == (False, True)
    version = Venture.objects.get(pk=felt.pk).version
    assert aizada.post(f"{address}state/", {"state": "close", "version": version}).status_code == 302
    page, columns = text(aizada.get(address)), text(aizada.get(f"{address}columns/"))
    for gone in (cast["mentor"].name, cast["ambassador"].name, f'id="role-{cast["begimai"].pk}"'):
        assert gone not in page
    assert f'action="{address}' not in columns
    assert f"{address}archive/" in columns
    assert f"{address}columns/" in text(aizada.get(f"{address}board/"))
    assert aizada.get(f"{address}closing/")["Location"] == address


def test_who_left_sees_it_from_without(cast, felt, hers):
    leave_venture(cast["begimai"], felt.pk)
    page = text(hers("begimai").get(f"/market/together/{felt.pk}/"))
    assert "live-part" not in page
    assert "What could you bring?" in page


def test_html_in_what_she_says_stays_words(cast, felt, hers):
    make_offer(cast["coordinator"], felt.pk, "tool", "<b>машина</b>")
    assert "&lt;b&gt;машина&lt;/b&gt;" in text(hers("aizada").get(f"/market/together/{felt.pk}/"))


@pytest.mark.parametrize("language", ["ky", "ru", "uz-cyrl"])
def test_every_kind_has_a_word_of_hers(language, felt, hers):
    phone = hers("begimai")
    phone.cookies["django_language"] = language
    page = text(phone.get(f"/market/together/{felt.pk}/offers/"))
    with translation.override("en"):
        english = [str(kind.label) for kind in Offer.Kind]
    assert not [word for word in english if word in page]


def test_who_is_in_it_sends_its_link_on(felt, hers):
    page = text(hers("begimai").get(f"/market/together/{felt.pk}/"))
    assert page.count(f'href="https://wa.me/?text={quote(f"{felt.title}{chr(10)}{settings.ORIGIN}/market/together/{felt.pk}/")}"') == 1
    assert "https://wa.me/" not in text(hers("coordinator").get(f"/market/together/{felt.pk}/"))


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("typed", "found"), [("aigul", ["Айгүл"]), ("айгул", ["Айгүл"]), ("асел", ["Асель"]), ("ГУЛ ай", ["Айгүл", "Гүлай"])]
)
def test_whom_she_invites_is_found_by_name(typed, found, felt, make_member, hers):
    for name in ("Айгүл", "Асель", "Гүлай", "Нуржан"):
        make_member(name)
    page = hers("aizada").get(f"/market/together/{felt.pk}/invitations/", {"q": typed})
    assert sorted(woman.name for woman in page.context["page"]) == sorted(found)
    assert f'value="{typed}"' in text(page)
