"""What the book says: who holds and has what, a woman's statement, a venture's year."""

from .balances import Balance, Book, balance_of, book_of, stuck_in
from .latest import Latest, given_to, latest_of
from .sheets import Sheet, sheet_of
from .sold import is_missing, missing_of
from .statements import Month, Row, Statement, following, months_of, rows_for_file, statement_of
from .waiting import Waiting, waiting_for
from .years import Year, YearsMonth, year_of, years_of

__all__ = [
    "Balance",
    "Book",
    "Latest",
    "Month",
    "Row",
    "Sheet",
    "Statement",
    "Waiting",
    "Year",
    "YearsMonth",
    "balance_of",
    "book_of",
    "following",
    "given_to",
    "is_missing",
    "latest_of",
    "missing_of",
    "months_of",
    "rows_for_file",
    "sheet_of",
    "statement_of",
    "stuck_in",
    "waiting_for",
    "year_of",
    "years_of",
]
