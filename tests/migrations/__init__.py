"""A village of an earlier day, and a market of one, in either database; and whether they are carried over."""

from pathlib import Path

HERE = Path(__file__).parent
SQLITE = HERE / "village.sql.gz"
POSTGRESQL = HERE / "village.postgresql.sql.gz"
MARKET_SQLITE = HERE / "market.sql.gz"
MARKET_POSTGRESQL = HERE / "market.postgresql.sql.gz"
