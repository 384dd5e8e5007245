"""What a member does with others and herself is counted, for her alone; leaving never is."""

from datetime import timedelta

import pytest

from commons.people import guards
from commons.people.limits import Limit
from commons.people.models import Block, Member, Tally

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def few(monkeypatch):
    monkeypatch.setattr(guards, "DEEDS", Limit("few", 2, timedelta(minutes=10)))


def test_past_the_limit_a_page_says_when_and_nothing_is_done(aizada, begimai, signed_in):
    hers = signed_in(aizada)
    for address in (f"/members/{begimai.pk}/block/", "/me/blocked/"):
        hers.post(address, {"member": begimai.pk})
    answer = hers.post(f"/members/{begimai.pk}/block/")
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 600
    assert not Block.objects.exists()


def test_what_she_typed_is_shown_to_her_again(aizada, signed_in):
    hers = signed_in(aizada)
    for _ in range(3):
        answer = hers.post("/me/edit/", {"name": "Айзада", "about": "Чеберлик жөнүндө"})
    assert answer.status_code == 429
    assert "Чеберлик жөнүндө</textarea>" in answer.content.decode()


def test_looking_is_not_counted_and_others_go_on(aizada, begimai, coordinator, signed_in):
    hers = signed_in(aizada)
    for _ in range(3):
        hers.post("/me/blocked/", {"member": begimai.pk})
    assert hers.get("/me/").status_code == 200
    assert signed_in(begimai).post("/me/blocked/", {"member": aizada.pk}).status_code == 302


@pytest.mark.parametrize("address", ["/sign-out/", "/sign-out/everywhere/"])
def test_she_may_always_leave_and_leaves_once(aizada, begimai, signed_in, address):
    hers, thief = signed_in(aizada), signed_in(aizada)
    for _ in range(3):
        thief.post("/me/blocked/", {"member": begimai.pk})
    before = Tally.objects.get().count
    assert hers.post(address).status_code == 302
    assert hers.get("/me/").status_code == 302
    hers.post(address)
    assert Tally.objects.get().count == before
    assert Member.objects.get(pk=aizada.pk).sessions_salt == (1 if "everywhere" in address else 0)
