"""However money is divided: none is lost or made, everyone has hers to the tyiyn, and it doesn't matter who is named first."""

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from marketplace.ledger.splitting import WHOLE, by_weight, equal_parts, shares, weights_of

MOST = 10**12  # tyiyn: ten milliard som
AMOUNTS = st.integers(0, MOST)
MEMBERS = st.integers(1, 10**6)
WEIGHTS = st.dictionaries(MEMBERS, st.integers(0, WHOLE), min_size=1, max_size=40).filter(lambda weights: sum(weights.values()) > 0)
always = settings(deadline=None, database=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
PIECES = st.dictionaries(MEMBERS, st.integers(0, 10**9), max_size=6)


def exact(amount, weights):
    whole = sum(weights.values())
    return {member: Fraction(amount * weight, whole) for member, weight in weights.items()}


@always
@given(st.integers(-MOST, MOST), WEIGHTS)
@example(1, {1: 1, 2: 1, 3: 1})
@example(-2, {1: 1, 2: 1, 3: 1})
def test_no_tyiyn_is_lost_or_made_and_each_has_hers_within_one(amount, weights):
    parts = by_weight(amount, weights)
    assert sum(parts.values()) == amount
    assert all(abs(parts[member] - fair) < 1 for member, fair in exact(amount, weights).items())


@always
@given(AMOUNTS, WEIGHTS)
def test_who_has_no_part_has_nothing_and_a_loss_mirrors_a_gain(amount, weights):
    parts = by_weight(amount, weights)
    assert all(parts[member] == 0 for member, weight in weights.items() if weight == 0)
    assert by_weight(-amount, weights) == {member: -part for member, part in parts.items()}


@always
@given(AMOUNTS, WEIGHTS, st.randoms(use_true_random=False))
def test_it_does_not_matter_who_is_named_first(amount, weights, luck):
    turned = list(weights.items())
    luck.shuffle(turned)
    assert by_weight(amount, dict(turned)) == by_weight(amount, weights)


@always
@given(AMOUNTS, st.dictionaries(MEMBERS, st.just(1), min_size=1, max_size=40))
def test_of_equal_parts_the_lower_ids_have_the_tyiyn_that_is_left(amount, weights):
    parts = by_weight(amount, weights)
    in_order = [parts[member] for member in sorted(weights)]
    assert in_order == sorted(in_order, reverse=True)
    assert in_order[0] - in_order[-1] <= 1


@always
@given(AMOUNTS, WEIGHTS)
def test_who_has_a_larger_part_never_has_less(amount, weights):
    parts = by_weight(amount, weights)
    by_part = sorted(weights, key=lambda member: (weights[member], parts[member]))
    assert [parts[member] for member in by_part] == sorted(parts.values())


@always
@given(AMOUNTS, AMOUNTS, PIECES, WEIGHTS)
@example(100_00, 350_00, {1: 50_00}, {1: 1, 2: 1, 3: 1})
def test_costs_come_first_then_pieces_then_parts(sales, costs, pieces, weights):
    divided = shares(sales, costs, pieces, weights)
    net = sales - costs
    assert sum(divided.values()) == net
    for_pieces = min(max(net, 0), sum(pieces.values()))
    made = exact(for_pieces, pieces) if for_pieces else {}
    rest = exact(net - for_pieces, weights)
    for member, hers in divided.items():
        assert abs(hers - made.get(member, 0) - rest.get(member, 0)) < 1


@always
@given(AMOUNTS, AMOUNTS, WEIGHTS)
def test_without_pieces_it_is_within_one_of_exact(sales, costs, weights):
    divided = shares(sales, costs, {}, weights)
    assert all(abs(divided[member] - fair) < 1 for member, fair in exact(sales - costs, weights).items())


@always
@given(AMOUNTS, PIECES, WEIGHTS)
def test_pieces_that_can_be_paid_are_paid_to_the_tyiyn(rest, pieces, weights):
    divided = shares(rest + sum(pieces.values()), 0, pieces, weights)
    by_parts = by_weight(rest, weights)
    assert divided == {member: pieces.get(member, 0) + by_parts.get(member, 0) for member in {*pieces, *weights} if member in divided}


@always
@given(st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)), min_size=1, max_size=12), WEIGHTS)
def test_a_year_in_which_costs_exceed_sales_is_a_loss_for_all(months, weights):
    sales = sum(sold for sold, _ in months)
    costs = sales + 1 + sum(cost for _, cost in months)
    divided = shares(sales, costs, {1: 10**9}, weights)
    assert sum(divided.values()) == sales - costs < 0
    assert all(hers <= 0 for hers in divided.values())
    assert divided.keys() == weights.keys()


@always
@given(AMOUNTS, st.lists(AMOUNTS, max_size=8), WEIGHTS)
def test_what_comes_in_pieces_and_is_given_back_leaves_nothing_behind(first, more, weights):
    """Each time what is due is the whole anew, less what was credited before: so roundings never pile up."""
    credited = dict.fromkeys(weights, 0)
    received = 0
    for amount in [first, *more, -sum([first, *more])]:
        received += amount
        due = shares(received, 0, {}, weights)
        change = {member: due[member] - credited[member] for member in weights}
        assert sum(change.values()) == amount
        credited = due
    assert set(credited.values()) == {0}


@always
@given(st.sets(MEMBERS, min_size=1, max_size=40))
def test_equal_parts_are_the_whole_and_divide_equally(members):
    parts = equal_parts(members)
    assert sum(parts.values()) == WHOLE
    assert weights_of(parts) == dict.fromkeys(members, 1)


def test_a_third_is_a_third():
    assert by_weight(300_000_000, weights_of(equal_parts([1, 2, 3]))) == {1: 100_000_000, 2: 100_000_000, 3: 100_000_000}
    assert weights_of({1: 5_000, 2: 3_000, 3: 2_000}) == {1: 5, 2: 3, 3: 2}
    assert weights_of({1: 6_667, 2: 3_333}) == {1: 2, 2: 1}
    assert weights_of({1: 6_213, 2: 3_787}) == {1: 6_213, 2: 3_787}


@pytest.mark.parametrize("weights", [{}, {1: 0}, {1: 2, 2: -1}])
def test_there_must_be_something_to_go_by(weights):
    with pytest.raises(ValueError, match="something to go by"):
        by_weight(100, weights)
