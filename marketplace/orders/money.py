"""Money as integers in tyiyn, a hundredth of a som."""

SOM = 100


def split(total: int, percent: int) -> tuple[int, int]:
    """An advance of so many per cent, in whole som, and the rest; together they are the total."""
    if not 0 <= percent <= 100:
        raise ValueError(f"{percent} per cent are no part")
    deposit = min(total, (total * percent // 100 + SOM // 2) // SOM * SOM) if percent < 100 else total
    return deposit, total - deposit
