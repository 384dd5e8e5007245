"""A village of an earlier day in either database, and whether it is carried over."""

from pathlib import Path

HERE = Path(__file__).parent
SQLITE = HERE / "village.sql.gz"
POSTGRESQL = HERE / "village.postgresql.sql.gz"
