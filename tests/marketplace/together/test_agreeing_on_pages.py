"""How women say on their pages how they share: offered in five screens, agreed in two taps, and what can't be changes nothing."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from marketplace.boards.actions import leave_venture
from marketplace.ledger.actions import agree, offer_agreement, record_cost
from marketplace.ledger.models import Agreement
from marketplace.ledger.picturing import draw
from marketplace.ledger.splitting import WHOLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def hers(cast, signed_in):
    """A browser of hers that reads English: `hers("begimai")`."""

    def give(who, language="en"):
        browser = signed_in(cast[who])
        browser.cookies["django_language"] = language
        return browser

    return give


@pytest.fixture
def at(felt):
    return f"/market/together/{felt.pk}/agreement/"


@pytest.fixture
def offered(cast, felt):
    """Offered by Aizada: `offered(kind="own", parts={…})`."""

    def give(by="aizada", kind="equal", **said):
        return offer_agreement(cast[by], felt.pk, kind, cast[by].pk, uuid4(), **said)

    return give


def text(answer):
    return answer.content.decode()


def sent(look, **said):
    """What the last screen sends."""
    return {**dict(look.context["answers"]), "among": look.context["among"], "key": look.context["key"], **said}


def test_equal_parts_are_offered_in_five_screens_and_twice_is_once(cast, at, felt, hers):
    phone = hers("aizada")
    assert f'href="{at}new/"' in text(phone.get(f"/market/together/{felt.pk}/"))  # one
    kind = phone.get(f"{at}new/")  # two
    assert 'value="equal" checked' in text(kind)
    holder = phone.get(f"{at}new/", {"after": "kind", "kind": "equal"})  # three
    assert f'value="{cast["aizada"].pk}" checked' in text(holder)
    look = phone.get(f"{at}new/", {"after": "holder", "kind": "equal", "holder": cast["begimai"].pk})  # four
    assert "holds the money" in text(look)
    assert "400 som" in text(look)  # of 1,000, after a fifth of costs
    assert not Agreement.objects.exists()
    for _ in range(2):  # her second tap
        done = phone.post(f"{at}new/", sent(look), follow=True)  # five
    assert "Waits for Бегимай" in text(done)
    made = Agreement.objects.get()
    assert (made.kind, made.holder, made.agreed) == ("equal", cast["begimai"], {cast["aizada"].pk})


def test_the_other_agrees_in_two_taps_and_it_is_in_force(cast, at, felt, hers, offered):
    agreement, phone = offered(), hers("begimai")
    assert f"{cast['aizada'].name} says how you could share" in text(phone.get(f"/market/together/{felt.pk}/"))
    assert f'action="{at}{agreement.pk}/consent/"' in text(phone.get(at))
    for _ in range(2):
        done = phone.post(f"{at}{agreement.pk}/consent/", follow=True)
    assert "You share like this" in text(done)
    agreement.refresh_from_db()
    assert agreement.is_in_force
    assert "Shall it begin?" in text(hers("aizada").get(f"/market/together/{felt.pk}/"))


def test_own_parts_are_said_as_parts_and_shared_exactly(cast, at, hers):
    phone, (one, other) = hers("aizada"), (f"part-{cast[who].pk}" for who in ("aizada", "begimai"))
    said = {"kind": "own", one: "2", other: "1", "holder": cast["aizada"].pk}
    assert f'name="{one}"' in text(phone.get(f"{at}new/", {"after": "kind", "kind": "own"}))
    look = phone.get(f"{at}new/", {"after": "holder", **said})
    assert "2 of 3" in text(look)
    assert "%" not in look.context["picture"].said
    phone.post(f"{at}new/", sent(look))
    made = Agreement.objects.get()
    assert sum(part.basis_points for part in made.parts.all()) == WHOLE
    assert made.weights == {cast["aizada"].pk: 2, cast["begimai"].pk: 1}


@pytest.mark.parametrize("parts", [(1, 1, 1), (2, 1, 4), (9, 9, 1), (5, 6, 2)])
def test_an_example_adds_up_in_whole_som(cast, parts):
    women = [cast[who] for who in ("aizada", "begimai", "mentor")]
    picture = draw("own", 0, women[0], women, dict(zip([woman.pk for woman in women], parts, strict=True)))
    shown = [picture.costs, *(one.amount for one in picture.slices)]
    assert sum(shown) == picture.sold
    assert not [amount for amount in shown if amount % 100]


def test_so_much_a_piece_goes_to_who_made_it_first(cast, at, hers):
    phone = hers("aizada")
    said = {"kind": "piece_then_rest", "a_piece": "3 000", "holder": cast["aizada"].pk}
    look = phone.get(f"{at}new/", {"after": "holder", **said})
    assert "3,000 som a piece" in text(look)
    assert "10,000 som" in text(look)  # a piece of 3,000 doesn't fit into an example of 1,000
    phone.post(f"{at}new/", sent(look))
    assert Agreement.objects.get().a_piece == 300_000


def test_back_is_the_question_before_with_what_she_said(cast, at, hers):
    phone, one = hers("aizada"), f"part-{cast['aizada'].pk}"
    holder = phone.get(f"{at}new/", {"after": "parts", "kind": "own", one: "7", f"part-{cast['begimai'].pk}": "1"})
    parts = phone.get(holder.context["back"])
    assert 'value="7"' in text(parts)
    kind = phone.get(parts.context["back"])
    assert 'value="own" checked' in text(kind)
    assert (f"part-{cast['aizada'].pk}", "7") in kind.context["answers"]


BAD = [
    ("kind", {"kind": "luck"}, "Choose how to share"),
    ("piece", {"kind": "piece_then_rest", "a_piece": "0"}, "at least one som"),
    ("piece", {"kind": "piece_then_rest", "a_piece": "-5"}, "at least one som"),
    ("piece", {"kind": "piece_then_rest", "a_piece": "көп"}, "in whole som"),
    ("parts", {"kind": "own", "part": "0"}, "one part at least"),
    ("parts", {"kind": "own", "part": "-2"}, "one part at least"),
    ("parts", {"kind": "own", "part": "99"}, "nine parts at most"),
    ("holder", {"kind": "equal", "holder": "coordinator"}, "Choose one of you"),
    ("holder", {"kind": "equal", "holder": "trusted"}, "Choose one of you"),  # a guest
    ("holder", {"kind": "equal", "holder": "x"}, "Choose one of you"),
]


@pytest.mark.parametrize("language", ["en", "ky", "ru", "uz-cyrl"])
def test_what_cannot_be_is_said_beside_it_and_changes_nothing(cast, at, hers, language):
    phone, women = hers("aizada", language), {f"part-{cast['begimai'].pk}": "1"}
    if language != "en":
        cast["aizada"].language = language
        cast["aizada"].save()
    for step, given, sentence in BAD:
        said = {name: str(cast[value].pk) if value in cast else value for name, value in given.items()}
        said |= {**women, f"part-{cast['aizada'].pk}": said.pop("part")} if "part" in said else {}
        asked = phone.get(f"{at}new/", {"after": step, **said})
        posted = phone.post(f"{at}new/", {"holder": cast["aizada"].pk, **said, "key": uuid4(), "among": ""})
        for answer in (asked, posted):
            assert (answer.status_code, answer.context["step"]) == (422, step), given
            assert (sentence in text(answer)) == (language == "en")
            typed = said.get(f"part-{cast['aizada'].pk}", said.get("a_piece"))
            assert typed is None or f'value="{typed}"' in text(answer)
    assert not Agreement.objects.exists()


@pytest.mark.parametrize("key", ["", "x", "1"])
def test_without_a_key_nothing_is_offered(cast, at, hers, key):
    phone = hers("aizada")
    look = phone.get(f"{at}new/", {"after": "holder", "kind": "equal", "holder": cast["aizada"].pk})
    assert phone.post(f"{at}new/", sent(look, key=key)).status_code == 400
    assert not Agreement.objects.exists()


def test_who_comes_while_she_looks_is_not_agreed_upon_unseen(cast, at, comes, felt, hers):
    phone = hers("aizada")
    look = phone.get(f"{at}new/", {"after": "holder", "kind": "equal", "holder": cast["aizada"].pk})
    comes(felt, cast["mentor"])
    answer = phone.post(f"{at}new/", sent(look))
    assert (answer.status_code, Agreement.objects.count()) == (409, 0)
    assert "Somebody has come or gone" in text(answer)


def test_what_was_replaced_is_shown_as_it_is_now(at, hers, offered):
    stale, now = offered(), offered("begimai")
    answer = hers("aizada").post(f"{at}{stale.pk}/consent/")
    assert answer.status_code == 302  # hers is said already
    third = offered("aizada")
    answer = hers("begimai").post(f"{at}{now.pk}/consent/")
    assert answer.status_code == 302
    fourth = offered("aizada")
    answer = hers("begimai").post(f"{at}{third.pk}/consent/")
    assert answer.status_code == 409
    assert "Another agreement has been offered meanwhile" in text(answer)
    assert f'action="{at}{fourth.pk}/consent/"' in text(answer)
    assert Agreement.objects.filter(in_force_at=None).count() == 4


def test_who_came_since_makes_it_wait_in_vain(cast, at, comes, felt, hers, offered):
    agreement = offered()
    comes(felt, cast["mentor"])
    answer = hers("begimai").post(f"{at}{agreement.pk}/consent/")
    assert answer.status_code == 409
    assert f'href="{at}new/"' in text(answer)
    assert not Agreement.objects.get().is_in_force


def test_what_waits_undivided_is_said_until_it_is_agreed(cast, at, felt, hers, offered):
    record_cost(cast["aizada"], felt.pk, 120_000, "Кездеме", uuid4())
    phone = hers("begimai")
    assert "1,200 som of costs wait" in text(phone.get(at))
    agree(offered(), cast["begimai"])
    assert "of costs wait" not in text(phone.get(at))


def test_those_before_are_listed_and_never_change(cast, at, hers, offered):
    first = agree(offered(), cast["begimai"])
    second = agree(offered("begimai", "piece_then_rest", a_piece=30_000), cast["aizada"])
    phone = hers("begimai")
    page = text(phone.get(at))
    assert f'href="{at}{first.pk}/"' in page
    assert "300 som a piece" in page
    assert "Equal parts" in text(phone.get(f"{at}{first.pk}/")) or "equal parts" in text(phone.get(f"{at}{first.pk}/"))
    assert phone.post(f"{at}{first.pk}/").status_code == 405
    assert second.is_in_force


def test_an_agreement_of_another_venture_is_not_answered_here(cast, at, comes, hers, venture):
    another = venture()
    comes(another, cast["begimai"])
    theirs = offer_agreement(cast["aizada"], another.pk, "equal", cast["aizada"].pk, uuid4())
    phone = hers("begimai")
    assert phone.get(f"{at}{theirs.pk}/").status_code == 403
    assert phone.post(f"{at}{theirs.pk}/consent/").status_code == 403
    assert len(Agreement.objects.get().agreed) == 1


def test_who_left_sees_no_more_of_it(cast, at, felt, hers, offered):
    offered()
    leave_venture(cast["begimai"], felt.pk)
    assert hers("begimai").get(at).status_code == 403
    assert "How we share" not in text(hers("begimai").get(f"/market/together/{felt.pk}/"))


def test_a_guest_is_told_nothing_of_it(felt, hers, offered):
    offered()
    page = text(hers("trusted").get(f"/market/together/{felt.pk}/"))
    assert "agreement/" not in page
    assert "marketplace.ledger" not in page


def test_the_number_of_queries_does_not_grow(cast, at, comes, felt, hers, make_member, offered):
    phone = hers("aizada")

    def queries(address):
        with CaptureQueriesContext(connection) as seen:
            assert phone.get(address).status_code == 200
        return len(seen)

    agree(offered(), cast["begimai"])
    offered()
    offered()
    asked = [at, f"/market/together/{felt.pk}/", f"{at}new/?after=holder&kind=equal&holder={cast['aizada'].pk}"]
    for address in asked:
        queries(address)
    few = [queries(address) for address in asked]
    more = [make_member("Нуржан") for _ in range(4)]
    comes(felt, *more)
    for _ in range(3):
        last = offered()
        for woman in (cast["begimai"], *more):
            last = agree(last, woman)
    offered()
    offered()
    assert [queries(address) for address in asked] == few
    for _ in range(25):
        Agreement.objects.create(**one_before(felt, cast["aizada"]))
    page = phone.get(at)
    assert len(page.context["before"]) == 20
    assert len(phone.get(at, {"before": page.context["older"]}).context["before"]) > 0


def one_before(venture, by):
    number = Agreement.objects.filter(venture=venture).count() + 1
    return {"key": uuid4(), "venture": venture, "number": number, "holder": by, "made_by": by, "made_at": timezone.now()}


def test_html_in_a_name_stays_words(cast, at, hers, offered):
    cast["begimai"].name = "<b>Бегимай</b>"
    cast["begimai"].save()
    offered("begimai")
    assert "&lt;b&gt;Бегимай" in text(hers("aizada").get(at))
    assert "<b>Бегимай" not in text(hers("aizada").get(at))
