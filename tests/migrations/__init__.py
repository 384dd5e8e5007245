"""A village of an earlier day, and whether it is carried over."""

from pathlib import Path

KEPT = Path(__file__).parent / "village.sql.gz"
