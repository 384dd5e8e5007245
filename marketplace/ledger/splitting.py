"""Dividing money among women: whole tyiyn in, whole tyiyn out; together the shares are always what there was.

Costs come first, then so much a piece for who made it, then the rest by parts. Nothing here knows of a table.
"""

from collections.abc import Collection, Mapping

WHOLE = 10_000  # basis points: what the parts of an agreement are together
MOST_PARTS = 60  # more than so many in all aren't said as parts of a whole

Of = Mapping[int, int]  # for each member (her id): a weight, or tyiyn


def shares(sales: int, costs: int, pieces: Of, weights: Of) -> dict[int, int]:
    """What is whose of so much sold at such costs: first the `pieces`, as far as it goes, then the rest by `weights`.

    Where costs are more than sales nothing is left for pieces, and the loss is everybody's by the same weights.
    """
    net = sales - costs
    for_pieces = min(max(net, 0), sum(pieces.values()))
    made = by_weight(for_pieces, pieces) if for_pieces else {}
    rest = by_weight(net - for_pieces, weights)
    return {member: made.get(member, 0) + rest.get(member, 0) for member in sorted(made.keys() | rest.keys())}


def by_weight(amount: int, weights: Of) -> dict[int, int]:
    """By largest remainder: each has hers rounded down, then those who lost most by that have a tyiyn more.

    Of two who lost the same, the lower id has it. A loss is shared as a gain of that size is. Raises ValueError without weights.
    """
    whole = sum(weights.values())
    if whole <= 0 or min(weights.values()) < 0:
        raise ValueError("There must be something to go by, and nothing below zero.")
    sign, size = (-1, -amount) if amount < 0 else (1, amount)
    parts = {member: size * weight // whole for member, weight in weights.items()}
    most_lost = sorted(weights, key=lambda member: (-(size * weights[member] % whole), member))
    for member in most_lost[: size - sum(parts.values())]:
        parts[member] += 1
    return {member: sign * part for member, part in parts.items()}


def equal_parts(members: Collection[int]) -> dict[int, int]:
    """The whole among them, as equal as basis points can be."""
    return by_weight(WHOLE, dict.fromkeys(members, 1))


def weights_of(parts: Of) -> dict[int, int]:
    """By what such parts divide, and as what they are said: the fewest whole parts that they are, rounded. So a third is a third, and two
    of three are two of three, not 66.67 per cent. Where there are none so plain they are as they are.
    """
    return next((plain for of in range(1, MOST_PARTS + 1) if (plain := _in_so_many(parts, of))), dict(parts))


def _in_so_many(parts: Of, of: int) -> dict[int, int]:
    """The same as so many parts together; empty where they aren't."""
    plain = {member: (part * of + WHOLE // 2) // WHOLE for member, part in parts.items()}
    fits = all(abs(part * of - plain[member] * WHOLE) < of for member, part in parts.items())
    return plain if fits and sum(plain.values()) == of else {}
