"""Two say how to share at the same moment: neither loses what the other said, and nobody agrees to what she hasn't looked at."""

from uuid import uuid4

import pytest

from commons.journal.refusals import Refused
from marketplace.ledger.actions import newest_of, offer_agreement
from marketplace.ledger.models import Agreement
from tests.racing import at_once, committing

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def at(felt):
    return f"/market/together/{felt.pk}/agreement/"


@pytest.fixture
def browser_of(signed_in):
    """A browser of hers that reads English: `browser_of(begimai)`."""

    def give(woman):
        browser = signed_in(woman)
        browser.cookies["django_language"] = "en"
        return browser

    return give


@committing
def test_of_two_at_once_one_is_offered_and_the_other_is_told(cast, felt):
    seen = newest_of(felt)

    def offer(woman):
        return lambda: offer_agreement(woman, felt.pk, "equal", woman.pk, uuid4(), newest=seen)

    answers = at_once(offer(cast["aizada"]), offer(cast["begimai"]))
    assert sorted(type(one).__name__ for one in answers) == ["Agreement", "AgreementReplaced"]
    assert Agreement.objects.filter(venture=felt).count() == 1


def test_who_is_late_sees_the_other_and_nothing_is_written(cast, felt, at, browser_of):
    phone = browser_of(cast["aizada"])
    last = {"after": "holder", "kind": "equal", "holder": cast["aizada"].pk}
    look = phone.get(f"{at}new/", last)
    said = {**dict(look.context["answers"]), **{name: look.context[name] for name in ("among", "newest", "key")}}
    theirs = offer_agreement(cast["begimai"], felt.pk, "equal", cast["begimai"].pk, uuid4())
    late = phone.post(f"{at}new/", said)
    assert late.status_code == 409
    assert "Another agreement has been offered meanwhile" in late.content.decode()
    assert late.context["offered"] == theirs
    assert Agreement.objects.count() == 1
    assert phone.post(f"{at}new/", {**said, "newest": phone.get(f"{at}new/", last).context["newest"]}).status_code == 302


def test_another_is_agreed_to_only_once_she_has_looked_at_it(cast, felt, at, browser_of):
    phone = browser_of(cast["begimai"])
    first = offer_agreement(cast["aizada"], felt.pk, "equal", cast["aizada"].pk, uuid4())
    assert f'data-address="{at}now/?seen={first.pk}"' in phone.get(at).content.decode()
    assert f'action="{at}{first.pk}/consent/"' in phone.get(f"{at}now/?seen={first.pk}").content.decode()
    second = offer_agreement(cast["aizada"], felt.pk, "equal", cast["begimai"].pk, uuid4())
    for seen in (first.pk, 0):
        now = phone.get(f"{at}now/?seen={seen}").content.decode()
        assert "Another agreement has been offered meanwhile" in now
        assert "/consent/" not in now
    assert f'action="{at}{second.pk}/consent/"' in phone.get(at).content.decode()


@pytest.mark.parametrize("other", [{"kind": "piece_then_rest", "a_piece": 5_000}, {"holder_id": "begimai"}, {"parts": (5_000, 5_000)}])
def test_a_used_key_is_the_same_agreement_or_none(other, cast, felt):
    aizada, begimai = cast["aizada"], cast["begimai"]

    def offer(kind="own", holder_id="aizada", parts=(6_000, 4_000), **said):
        hers = dict(zip((aizada.pk, begimai.pk), parts, strict=True))
        return offer_agreement(aizada, felt.pk, kind, cast[holder_id].pk, key, parts=hers, **said)

    key = uuid4()
    assert offer() == offer()
    with pytest.raises(Refused, match="invalid"):
        offer(**other)
    assert Agreement.objects.count() == 1
