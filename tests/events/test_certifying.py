"""Certificates: hers who was there, under the name she chose; good until a host takes it back; forged ones are nobody's."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from commons.journal.models import Entry
from commons.journal.refusals import Refused
from commons.people.limits import take
from events.actions import begin, check_in, end, find_certificate, give_certificate, revoke_certificate, uncount
from events.actions.certifying import WRONG_CODES
from events.certificates import hours_of, sheet_of
from events.models import Certificate, Gathering
from tests.racing import at_once
from tests.ui.weighing import weigh

from .pages import said

pytestmark = pytest.mark.both_databases
KB = 1024
both, committing = pytest.mark.django_db, pytest.mark.django_db(transaction=True)


@pytest.fixture
def held(gathering, come, ambassador, make_member, again):
    """Hold one until it is over; returns the seat of Nuriza, who was there: `held(women_only=True)`."""

    def give(is_there=True, **fields):
        felt = gathering(starts_at=timezone.now() + timedelta(minutes=20), **fields)
        seat = come(felt, make_member("Нуриза"))
        begin(ambassador, felt)
        if is_there:
            check_in(ambassador, seat, uuid4())
        end(ambassador, felt)
        return again(seat)

    return give


@both
def test_she_makes_it_out_once_under_the_name_she_chooses(held):
    seat = held()
    made = give_certificate(seat, seat.holder, "  Нуриза   Асанова ")
    assert made.name == "Нуриза Асанова"
    assert give_certificate(seat, seat.holder, "Башка") == made
    assert Entry.objects.filter(fact="events.certificate.given").count() == 1
    assert "Нуриза" not in str(list(Entry.objects.values_list("data", flat=True)))
    assert made.code not in str(Certificate.objects.values().get()), "the table tells no code"


@both
def test_it_is_found_by_its_code_however_it_is_typed(held):
    seat = held()
    made = give_certificate(seat, seat.holder, "Нуриза")
    typed = f" {made.code[:5].lower()}-{made.code[5:]} ".translate(str.maketrans("abcehkmptxy", "авсенкмртху"))
    assert find_certificate(typed) == made
    assert find_certificate("AAAAAAAAAA") is None
    assert find_certificate("") is None


@both
@pytest.mark.parametrize(
    "fields",
    [{"is_there": False}, {"women_only": True}, {"members_only": True}, {"kind": "talk"}, {"certifies": False}, {"kind": "circle"}],
)
def test_there_is_none_for_who_was_not_there_nor_of_one_that_gives_none(held, fields):
    seat = held(**fields)
    with pytest.raises(Refused, match="forbidden"):
        give_certificate(seat, seat.holder, "Нуриза")
    assert not Certificate.objects.exists()


@both
def test_a_talk_gives_one_where_its_host_says_so(held):
    seat = held(kind="talk", certifies=True)
    assert give_certificate(seat, seat.holder, "Нуриза").name == "Нуриза"


@both
def test_nobody_makes_out_anothers_and_none_before_the_end(held, visitor, gathering, come, ambassador):
    seat = held()
    with pytest.raises(Refused, match="forbidden"):
        give_certificate(seat, ambassador, "Айзада")
    felt = gathering(starts_at=timezone.now() + timedelta(minutes=20))
    early = come(felt)
    check_in(ambassador, early, uuid4())
    with pytest.raises(Refused, match="forbidden"):
        give_certificate(early, early.holder, "Айнура")


@both
def test_a_host_takes_it_back_and_she_makes_out_another(held, ambassador, make_member):
    seat = held()
    first = give_certificate(seat, seat.holder, "Нуризя")
    with pytest.raises(Refused, match="forbidden"):
        revoke_certificate(make_member("Бегимай"), seat)
    for _ in range(2):
        revoke_certificate(ambassador, seat)
    assert find_certificate(first.code).revoked_at is not None
    second = give_certificate(seat, seat.holder, "Нуриза")
    assert second.code != first.code
    assert Entry.objects.filter(fact="events.certificate.revoked").count() == 1


@both
def test_who_was_not_there_after_all_has_none_any_more(held, ambassador):
    seat = held()
    made = give_certificate(seat, seat.holder, "Нуриза")
    uncount(ambassador, seat, uuid4())
    assert find_certificate(made.code).revoked_at is not None
    seat.refresh_from_db()
    with pytest.raises(Refused, match="forbidden"):
        give_certificate(seat, seat.holder, "Нуриза")


@both
def test_guesses_are_limited(held):
    seat = held()
    made = give_certificate(seat, seat.holder, "Нуриза")
    take((WRONG_CODES, ""), times=WRONG_CODES.times - 1)
    assert find_certificate("BBBBBBBBBB") is None
    for code in ("CCCCCCCCCC", made.code):  # right and wrong alike
        with pytest.raises(Refused, match="slow_down"):
            find_certificate(code)


@both
def test_what_it_took_in_half_hours_and_never_more_than_planned(held):
    felt = held().gathering
    for minutes, words in ((3, "30"), (44, "30"), (50, "1"), (80, "1"), (115, "2"), (600, "2")):
        Gathering.objects.filter(pk=felt.pk).update(ended_at=felt.live_at + timedelta(minutes=minutes))
        felt.refresh_from_db()
        assert hours_of(felt).split()[0] == words, minutes


@both
def test_the_table_holds_that_a_seat_has_one(held):
    seat = held()
    give_certificate(seat, seat.holder, "Нуриза")
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.create(seat=seat, name="Башка", code_hash="x")


@committing
def test_pressed_twice_at_the_same_moment_it_is_one(held):
    seat = held()
    done = at_once(*[lambda: give_certificate(seat, seat.holder, "Нуриза")] * 6)
    assert len({one.pk for one in done}) == 1
    assert Certificate.objects.count() == 1


@both
def test_she_prints_it_without_a_script(held, signed_in):
    seat = held()
    browser = signed_in(seat.member)
    browser.cookies["django_language"] = "en"
    page = browser.get(f"/events/{seat.gathering_id}/seats/{seat.pk}/")
    at = f"/events/{seat.gathering_id}/seats/{seat.pk}/certificate/"
    assert f'href="{at}"' in page.content.decode()
    assert 'value="Нуриза"' in browser.get(at).content.decode()
    assert "Write the name" in said(browser.post(at, {"name": " "}))
    sheet = browser.post(at, {"name": "Нуриза Асанова"}, follow=True)
    made = Certificate.objects.get()
    assert "Нуриза Асанова" in said(sheet)
    assert sheet_of(made).code in said(sheet)
    assert f"/events/certificates/{made.code}" in said(sheet)


@both
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ky", "Мындай коду бар сертификат жок"),
        ("ru", "Сертификата с таким кодом нет"),
        ("uz-cyrl", "Бундай кодли сертификат йўқ"),
        ("en", "There is no certificate"),
    ],
)
def test_anyone_checks_it_and_learns_nothing_else(held, client, language, words):
    seat = held(titles={"ky": "Кийиз жасоо", "ru": "Войлок"})
    made = give_certificate(seat, seat.holder, "Н. Асанова")
    client.cookies["django_language"] = language
    page = client.get(f"/events/certificates/{made.code}/")
    assert page.status_code == 200
    assert "Н. Асанова" in said(page)
    assert "Нуриза" not in page.content.decode()
    assert "noindex" in page["X-Robots-Tag"]
    for forged in ("AAAAAAAAAA", "x"):
        answer = client.get(f"/events/certificates/{forged}/")
        assert answer.status_code == 404
        assert words in said(answer)
    assert client.get("/events/certificates/?code=").status_code == 422
    assert client.get("/events/certificates/", {"code": f"{made.code[:5]} {made.code[5:]}"}).status_code == 200
    assert client.get("/events/certificates/", {"code": "ЖЖЖ" * 20}).status_code == 422


@both
@pytest.mark.parametrize("language", ["ky", "ru", "uz-cyrl", "en"])
def test_its_pages_fit_a_patchy_network(held, signed_in, language):
    seat = held()
    give_certificate(seat, seat.holder, "Нуриза")
    browser = signed_in(seat.member)
    browser.cookies["django_language"] = language
    hers = f"/events/{seat.gathering_id}/seats/{seat.pk}/"
    for path in (hers, f"{hers}certificate/", f"/events/certificates/{Certificate.objects.get().code}/"):
        weight = weigh(browser, path)
        assert (weight.html <= 12 * KB, weight.css <= 12 * KB, weight.js <= 35 * KB, weight.total <= 60 * KB) == (True,) * 4, path


@both
def test_one_that_was_taken_back_says_so_and_names_nobody(held, client, ambassador):
    seat = held()
    made = give_certificate(seat, seat.holder, "Нуриза")
    revoke_certificate(ambassador, seat)
    client.cookies["django_language"] = "en"
    page = client.get(f"/events/certificates/{made.code}/")
    assert "isn't good any more" in said(page)
    assert "Нуриза" not in page.content.decode()


@both
@pytest.mark.parametrize("closed", ["women_only", "members_only"])
def test_of_one_that_is_not_for_everyone_no_page_is_public(held, client, signed_in, closed):
    seat = held()
    made = give_certificate(seat, seat.holder, "Нуриза")
    Gathering.objects.filter(pk=seat.gathering_id).update(**{closed: True})
    assert client.get(f"/events/certificates/{made.code}/").status_code == 404
    answer = signed_in(seat.member).get(f"/events/{seat.gathering_id}/seats/{seat.pk}/certificate/")
    assert answer["Location"] == f"/events/{seat.gathering_id}/seats/{seat.pk}/"
