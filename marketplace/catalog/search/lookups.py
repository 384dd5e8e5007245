"""`Finds("search_text", words)`: one condition, FTS5 on SQLite and tsvector on PostgreSQL; `index.py` makes what they look into."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func

from .folding import tokens
from .index import WORDS

SHORTEST_BEGINNING = 3


class Finds(Func):
    """All words are in that column of a stall, or words that begin with them."""

    output_field = BooleanField()

    def __init__(self, column: str, words: str) -> None:
        super().__init__(F("listing"), F(column))
        self.column, self.words = column, tokens(words)

    def as_sqlite(self, compiler: Any, connection: BaseDatabaseWrapper, **context: Any) -> tuple[str, tuple[Any, ...]]:
        asked = " AND ".join(f'"{word}"{" *" if is_beginning(word) else ""}' for word in self.words)
        pk, params = compiler.compile(self.source_expressions[0])
        found = f"{pk} IN (SELECT rowid FROM catalog_search WHERE catalog_search MATCH %s)"  # noqa: S608  of our own column
        return found, (*params, f"{self.column} : ({asked})")

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper, **context: Any) -> tuple[str, tuple[Any, ...]]:
        asked = " & ".join(f"'{word}'{':*' if is_beginning(word) else ''}" for word in self.words)
        text, params = compiler.compile(self.source_expressions[1])
        return f'{text.removesuffix(self._quoted)}"{WORDS[self.column]}" @@ %s::tsquery', (*params, asked)

    @property
    def _quoted(self) -> str:
        return f'"{self.column}"'


def is_beginning(word: str) -> bool:
    """Words here grow at their end, көйнөк into көйнөктөр: what is typed may be the beginning of one, but for the shortest."""
    return len(word) >= SHORTEST_BEGINNING
