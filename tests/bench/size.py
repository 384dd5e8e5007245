"""How large a run is: the whole one, or the quick one that only shows that everything is measured."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """Counts and times; seconds are of one round of measuring."""

    quick: bool
    servers: tuple[str, ...]
    crowd: int
    idle: int
    seconds: float
    quiet_messages: int
    services: int
    questions: int
    watchers: int
    seated: int
    asks: int
    cards: int
    boards: int
    moves: int
    openings: int


WHOLE = Size(
    quick=False,
    servers=("Daphne", "uvicorn"),
    crowd=1000,
    idle=10_000,
    seconds=6,
    quiet_messages=200,
    services=100_000,
    questions=800,
    watchers=2000,
    seated=300,
    asks=60,
    cards=2_000,
    boards=50,
    moves=80,
    openings=200,
)
QUICK = Size(
    quick=True,
    servers=("Daphne",),
    crowd=50,
    idle=100,
    seconds=0.6,
    quiet_messages=10,
    services=1_200,
    questions=24,
    watchers=40,
    seated=10,
    asks=5,
    cards=240,
    boards=5,
    moves=8,
    openings=10,
)
