"""What a trade needs, said as data: a new trade is a declaration in `trades.py`, never a migration."""

from .declaring import Counted, Field, Kind, Trade
from .details import check_details
from .trades import KINDS, TRADES, UNITS, kind_of, trade_of

__all__ = ["KINDS", "TRADES", "UNITS", "Counted", "Field", "Kind", "Trade", "check_details", "kind_of", "trade_of"]
