"""A trade is a declaration: whole, and held against what is said of a service."""

import pytest

from commons.journal.refusals import Refused
from marketplace.catalog.kinds import KINDS, TRADES, UNITS, Counted, check_details, kind_of
from marketplace.catalog.kinds.details import defaults_of

every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)


@every_kind
def test_a_kind_is_whole(kind):
    assert kind.trade in TRADES
    assert set(kind.units) <= set(UNITS)
    names = [field.name for field in kind.fields]
    assert len(names) == len(set(names))
    assert kind.notice is None or kind.notice[0] in names
    assert kind.counted not in (Counted.DAY, Counted.WEEK) or TRADES[kind.trade].capacity


@every_kind
def test_its_defaults_are_taken(kind):
    defaults = defaults_of(kind)
    assert check_details(kind, defaults) == defaults


@pytest.mark.parametrize(
    "given",
    [
        {"days": 0},
        {"days": -1},
        {"days": 9_999},
        {"days": "7"},
        {"days": True},
        {"fabric": "stolen"},
        {"fabric": ["mine"]},
        {"colour": "red"},
    ],
)
def test_what_a_kind_doesnt_know_is_refused(given):
    with pytest.raises(Refused):
        check_details(kind_of("tailoring"), given)


@pytest.mark.parametrize(
    "given", [{"least": 9, "most": 8}, {"season": ["summer", "summer"]}, {"season": "summer"}, {"included": "а" * 1_001}, {"season": [{}]}]
)
def test_what_doesnt_go_together_is_refused(given):
    with pytest.raises(Refused):
        check_details(kind_of("guiding"), given)


def test_what_is_empty_isnt_kept():
    assert check_details(kind_of("guiding"), {"included": "", "season": [], "hours": None}) == {}


def test_notice_is_counted_in_whole_days():
    assert kind_of("catering").lead_days({"notice": 48}) == 2
    assert kind_of("catering").lead_days({"notice": 25}) == 2
    assert kind_of("tailoring").lead_days({"days": 7}) == 7
    assert kind_of("goods").lead_days({}) == 0


def test_a_kind_that_is_declared_no_more_is_something_else():
    assert kind_of("blacksmith").name == "other"


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "label"), [("catering", "Баасы, сом, бир кишиге"), ("alterations", "Баасы, сом")])
def test_a_price_is_asked_for_the_one_unit_it_is_shown_for(aizada, signed_in, kind, label):
    hers = signed_in(aizada)
    address = hers.post("/market/mine/services/", {"without": "1"})["Location"].removesuffix("trade/")
    hers.post(f"{address}trade/", {"kind": kind})
    assert f">{label}</label>" in hers.get(f"{address}price/").content.decode()
