"""Signs that float: from whoever takes part, only so often, summed for all, and in no table."""

import pytest

from commons.journal.models import Entry
from commons.journal.refusals import Refused
from commons.people.models import Tally
from events import reacting
from events.actions import begin, end
from events.reacting import react

pytestmark = pytest.mark.django_db


@pytest.fixture
def live(gathering, ambassador):
    return begin(ambassador, gathering())


@pytest.fixture
def given(monkeypatch):
    signs = []
    monkeypatch.setattr(reacting, "hint_sign", lambda stream, sign: signs.append((stream, sign)))
    return signs


def test_a_sign_is_told_to_the_room_and_kept_nowhere(live, come, given):
    hers = come(live).guest
    kept = Entry.objects.count(), Tally.objects.count()
    react(live, hers, "👏")
    assert given == [(live.live_stream, "👏")]
    assert (Entry.objects.count(), Tally.objects.count()) == kept


def test_she_gives_one_in_two_seconds_and_others_theirs(live, come, given):
    hers, another = come(live).guest, come(live).guest
    react(live, hers, "👏")
    with pytest.raises(Refused, match="slow_down") as refusal:
        react(live, hers, "❤️")
    assert 1.5 < refusal.value.retry_in <= 2
    react(live, another, "❤️")
    assert [sign for _, sign in given] == ["👏", "❤️"]


def test_none_comes_from_who_does_not_take_part_nor_what_is_none_nor_after_it(live, gathering, come, given, ambassador):
    hers = come(live).guest
    with pytest.raises(Refused, match="invalid"):
        react(live, hers, "<b>")
    with pytest.raises(Refused, match="forbidden"):
        react(live, come(gathering()).guest, "👏")
    end(ambassador, live)
    with pytest.raises(Refused, match="read_only"):
        react(live, hers, "👏")
    assert given == []


def test_it_is_given_by_a_form_and_counts_against_nothing_else(live, ambassador, begimai, signed_in, given):
    hers, at = signed_in(begimai), f"/events/{live.pk}/live/"
    hers.get(at)
    counted = Tally.objects.count()
    assert hers.post(f"{at}signs/", {"sign": "👏"})["Location"] == at
    answer = hers.post(f"{at}signs/", {"sign": "👏"}, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (429, "slow_down")
    assert Tally.objects.count() == counted
    assert len(given) == 1
