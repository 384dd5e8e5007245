"""Another's word on the money: whose turn it is stands first; yes and no, each once; what comes too late is shown as it is now."""

import re
from uuid import uuid4

import pytest

from commons.journal.worker import Worker
from commons.notify.models import Notice
from marketplace.boards.actions import leave_venture
from marketplace.ledger.actions import confirm, deny, record_cost, record_payout, reverse
from marketplace.ledger.models import Posting

pytestmark = pytest.mark.django_db


@pytest.fixture
def felt(earned, venture):
    """Begimai paid 1,200 som for felt, she says."""
    return record_cost(earned[1], venture.pk, 120_000, "Кийиз", uuid4())


def test_it_is_asked_of_the_others_first_of_all(earned, felt, money, phone_of):
    aizada, begimai, cholpon, _ = earned
    confirm(Posting.objects.get(kind="sale"), cholpon)
    page = phone_of(aizada).get(money).content.decode()
    assert f"{begimai.name} says that she paid 1,200 som: Кийиз" in page
    assert page.index("Is it so?") < page.index("What was written")
    assert "What you wrote waits for another" in phone_of(begimai).get(money).content.decode()


@pytest.mark.parametrize(("language", "words"), [("ky", "Ушундайбы?"), ("ru", "Это так?"), ("uz-cyrl", "Шундайми?")])
def test_it_is_asked_in_her_language(language, words, earned, felt, money, phone_of):
    assert words in phone_of(earned[0], language).get(money).content.decode()


def test_yes_once_and_twice(earned, felt, money, phone_of):
    aizada, begimai, cholpon, _ = earned
    address = f"{money}postings/{felt.pk}/confirmation/"
    for _ in range(2):
        assert phone_of(aizada).post(address)["Location"] == money
    assert f"so it is: {aizada.name}" in phone_of(begimai).get(money).content.decode()
    late = phone_of(cholpon).post(address)
    assert late.status_code == 409
    assert "This has changed meanwhile" in late.content.decode()


def test_no_is_asked_once_more_and_turns_it_back(earned, felt, money, phone_of, book):
    aizada, begimai, *_ = earned
    address = f"{money}postings/{felt.pk}/denial/"
    assert "It isn't erased" in phone_of(aizada).get(address).content.decode()
    assert Posting.objects.get(pk=felt.pk).state == "recorded"
    for _ in range(2):
        assert phone_of(aizada).post(address).status_code == 303
    assert book()[begimai] == (120_000, 0)
    page = phone_of(begimai).get(money).content.decode()
    assert f"not so: {aizada.name}" in page
    assert "Кийиз" in page


def test_her_own_word_is_not_hers_to_answer(earned, felt, money, phone_of):
    for deed in ("confirmation", "denial"):
        assert phone_of(earned[1]).post(f"{money}postings/{felt.pk}/{deed}/").status_code == 403
    assert Posting.objects.get(pk=felt.pk).state == "recorded"


def test_what_was_given_is_asked_of_who_was_given_it_alone(earned, venture, money, phone_of):
    aizada, begimai, cholpon, _ = earned
    given = record_payout(aizada, venture.pk, begimai, 50_000, uuid4())
    assert "gave you 500 som of what is yours" in phone_of(begimai).get(money).content.decode()
    assert given.pk not in [posting.pk for posting, _ in phone_of(cholpon).get(money).context["turns"]]


def test_a_mistake_is_taken_back_and_stays_to_be_read(earned, felt, money, phone_of, book):
    _, begimai, cholpon, _ = earned
    address, key = f"{money}postings/{felt.pk}/reversal/", uuid4()
    assert "never erased" in phone_of(begimai).get(address).content.decode()
    assert phone_of(cholpon).get(address).status_code == 403
    for _ in range(2):
        assert phone_of(begimai).post(address, {"key": key}).status_code == 303
    assert (book()[begimai], Posting.objects.filter(reverses=felt).count()) == ((120_000, 0), 1)
    assert "says that this was a mistake" in phone_of(cholpon).get(money).content.decode()
    for late in (phone_of(begimai).post(address, {"key": uuid4()}), phone_of(begimai).get(address)):
        assert late.status_code == 409
        assert "taken back" in late.content.decode()


def test_what_is_hers_to_take_back_is_offered_quietly(earned, felt, venture, money, phone_of):
    aizada, begimai, cholpon, _ = earned
    sale = Posting.objects.get(kind="sale")
    confirm(sale, cholpon)
    given = record_payout(aizada, venture.pk, cholpon, 10_000, uuid4())
    denied = record_cost(aizada, venture.pk, 700, "Такси", uuid4())
    deny(denied, begimai)
    back = reverse(record_cost(aizada, venture.pk, 900, "Жип", uuid4()), aizada, uuid4())

    def offered(woman, search=""):
        page = phone_of(woman).get(money + search)
        words = page.content.decode()
        assert ("Was something written wrong?" in words) == page.context["may_be_wrong"]
        return {one.pk for one in Posting.objects.all() if f"postings/{one.pk}/reversal/" in words}, page.context["may_be_wrong"]

    assert offered(aizada) == ({given.pk}, True)  # the rest was confirmed, or is another's
    assert offered(begimai) == ({felt.pk}, False)
    assert offered(cholpon) == (set(), False)
    assert offered(aizada, "?wrong=1") == ({sale.pk, felt.pk, given.pk}, False)  # she is a steward
    assert offered(cholpon, "?wrong=1") == (set(), False)
    assert not {denied.pk, back.pk} & offered(aizada, "?wrong=1")[0]
    confirm(given, cholpon)
    assert offered(aizada) == (set(), True)
    assert f'data-address="{money}now/?wrong=1"' in phone_of(aizada).get(f"{money}?wrong=1").content.decode()


@pytest.mark.parametrize("meanwhile", [confirm, deny, lambda posting, woman: reverse(posting, posting.by, uuid4())])
def test_what_was_answered_meanwhile_is_shown_as_it_is_now(meanwhile, earned, felt, money, phone_of):
    _, _, cholpon, trusted = earned
    meanwhile(felt, cholpon)
    before = list(Posting.objects.order_by("pk").values())
    for deed, method in (("confirmation", "post"), ("denial", "get"), ("denial", "post")):
        late = getattr(phone_of(trusted), method)(f"{money}postings/{felt.pk}/{deed}/")
        assert late.status_code == 409
        assert "This has changed meanwhile" in late.content.decode()
    assert list(Posting.objects.order_by("pk").values()) == before


def test_a_key_that_is_none_is_refused(earned, felt, money, phone_of):
    assert phone_of(earned[1]).post(f"{money}postings/{felt.pk}/reversal/", {"key": "x"}).status_code == 400


def test_who_arrives_has_seen_what_she_was_told(earned, felt, money, phone_of):
    aizada, *_ = earned
    while Worker().run_due():
        pass
    [notice] = Notice.objects.filter(to=aizada.actor, kind="venture-confirm").unseen()
    phone_of(aizada).get(money)
    assert not Notice.objects.filter(pk=notice.pk).unseen().exists()


def test_many_that_wait_are_bounded_and_the_others_stand_in_the_list(earned, venture, money, phone_of):
    aizada, begimai, *_ = earned
    for _ in range(8):
        record_cost(begimai, venture.pk, 100, "Жип", uuid4())
    page = phone_of(aizada).get(money)
    assert (len(page.context["turns"]), page.context["more"]) == (5, 3)
    assert sum(line.answers for line in page.context["lines"]) == 3


def test_what_was_written_is_paged(earned, venture, money, phone_of):
    _, begimai, *_ = earned
    for number in range(45):
        record_cost(begimai, venture.pk, 100, f"Жип {number}", uuid4())
    browser, seen, before = phone_of(begimai), [], ""
    while before is not None:
        page = browser.get(f"{money}{before}")
        seen += [line.posting.words for line in page.context["lines"]]
        before = page.context["before"] and f"?before={page.context['before']}"
    assert seen == [*(f"Жип {number}" for number in range(44, -1, -1)), ""]
    assert browser.get(f"{money}?before=x").status_code == 200


def test_without_an_agreement_it_says_why_nothing_is_anybodys(venture, comes, money, phone_of, aizada, begimai):
    comes(begimai)
    record_cost(aizada, venture.pk, 50_000, "Жип", uuid4())
    page = phone_of(begimai).get(money).content.decode()
    assert f'href="{money.removesuffix("money/")}agreement/"' in page
    assert "−500" in page


IN = {"ky": "түшкөн", "ru": "деньги", "uz-cyrl": "тушган", "en": "what comes in"}
SPENT = {"ky": "сарпталган", "ru": "расходы", "uz-cyrl": "сарфланган", "en": "what was spent"}


@pytest.mark.parametrize("language", IN)
def test_what_waits_undivided_is_called_what_it_is(language, four, offered_once, venture, sold, money, phone_of):
    aizada, begimai, *_ = four

    def notice():
        return re.search(r'class="notice notice--wait">.*?<span>(.*?)<a', phone_of(begimai, language).get(money).content.decode(), re.S)[1]

    told = set()
    for waits in (False, True):
        if waits:
            offered_once(aizada)
        told.add(notice())
        assert IN[language] in notice()
        felt = record_cost(aizada, venture.pk, 50_000, "Кийиз", uuid4())
        told.add(notice())
        assert (IN[language] in notice(), SPENT[language] in notice()) == (False, True)
        reverse(felt, aizada, uuid4())
    assert len(told) == 4
    sold()
    assert IN[language] in notice()


@pytest.fixture
def offered_once(venture):
    from marketplace.ledger.actions import offer_agreement

    return lambda woman: offer_agreement(woman, venture.pk, "equal", woman.pk, uuid4())


def test_what_is_of_a_time_when_not_all_had_agreed_waits_for_the_next_agreement(four, agreed, comes, venture, money, phone_of, make_member):
    aizada, *_ = four
    record_cost(aizada, venture.pk, 70_000, "Жип", uuid4())
    agreed(*four)  # the worker divides it in a moment
    pages = (money, money.replace("money/", "agreement/"))
    said = ("is of a time when you hadn", "of costs wait. They are shared by the next agreement")
    for page, words in zip(pages, said, strict=True):
        assert words not in phone_of(aizada).get(page).content.decode()
    [fifth] = comes(make_member("Нуржан"))
    record_cost(aizada, venture.pk, 50_000, "Кийиз", uuid4())
    leave_venture(fifth.member, venture.pk)
    for page, words in zip(pages, said, strict=True):
        assert words in phone_of(aizada).get(page).content.decode()
    assert "500 som of costs wait" in phone_of(aizada).get(pages[1]).content.decode()
