"""Past so many wrong codes everyone waits, so that no answer tells which code is right."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commons.journal.refusals import Refused
from commons.people.actions import find_invitation, invitations, sessions, sign_in
from commons.people.limits import Limit
from commons.people.models import Tally

pytestmark = pytest.mark.django_db


@pytest.fixture
def three_wrong(monkeypatch, invite):
    """The code of an invitation, after the last wrong one that is allowed."""
    code = invite().code
    monkeypatch.setattr(invitations, "WRONG_CODES", Limit("few codes", 3, timedelta(hours=1)))
    for _ in range(3):
        with pytest.raises(Refused, match="invalid"):
            find_invitation("nosuch22")
    return code


def test_right_and_wrong_are_refused_alike(three_wrong):
    answers = []
    for code in ("nosuch22", three_wrong):
        with pytest.raises(Refused) as refused:
            find_invitation(code)
        answers.append((refused.value.code, str(refused.value.message)))
    assert answers[0] == answers[1]
    assert answers[0][0] == "slow_down"


def test_the_page_says_when_to_try_again(three_wrong, stranger):
    for answer in (stranger.post("/i/", {"code": three_wrong}), stranger.get(f"/i/{three_wrong}")):
        assert answer.status_code == 429
        assert 0 < int(answer["Retry-After"]) <= 3600


def test_time_passes_and_the_code_opens(three_wrong):
    Tally.objects.update(ends_at=timezone.now())
    assert find_invitation(three_wrong).code == three_wrong


def test_right_codes_are_not_counted(monkeypatch, invite):
    monkeypatch.setattr(invitations, "WRONG_CODES", Limit("few codes", 1, timedelta(hours=1)))
    code = invite().code
    for _ in range(3):
        assert find_invitation(code).code == code


def test_signing_in_well_is_not_counted_for_all(monkeypatch, make_member):
    monkeypatch.setattr(sessions, "OVER_ALL", Limit("few", 2, timedelta(minutes=15)))
    nazgul = make_member("Назгүл", words="өрүк булак көл")
    for _ in range(4):
        assert sign_in(nazgul.number, "өрүк булак көл") == nazgul


def test_what_one_number_may_not_try_is_not_counted_for_all(monkeypatch, make_member):
    monkeypatch.setattr(sessions, "OVER_ALL", Limit("few", 6, timedelta(minutes=15)))
    nazgul = make_member("Назгүл", words="өрүк булак көл")
    for _ in range(9):
        with pytest.raises(Refused):
            sign_in("999999", "бир эки үч")
    assert sign_in(nazgul.number, "өрүк булак көл") == nazgul
