"""`Finds("search_text", words)`: one condition, FTS5 on SQLite and tsvector on PostgreSQL; `index.py` makes what they look into."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func

from .folding import tokens

SHORTEST_BEGINNING = 3


class Finds(Func):
    """All words are in that column of the service whose id the row has, or words that begin with them."""

    output_field = BooleanField()

    def __init__(self, column: str, words: str) -> None:
        super().__init__(F("pk"))
        self.column, self.words = column, tokens(words)

    def as_sqlite(self, compiler: Any, connection: BaseDatabaseWrapper, **context: Any) -> tuple[str, tuple[Any, ...]]:
        asked = " AND ".join(f'"{word}"{" *" if is_beginning(word) else ""}' for word in self.words)
        found = "SELECT rowid FROM catalog_search WHERE catalog_search MATCH %s"
        return self._within(compiler, found, f"{self.column} : ({asked})")

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper, **context: Any) -> tuple[str, tuple[Any, ...]]:
        asked = " & ".join(f"'{word}'{':*' if is_beginning(word) else ''}" for word in self.words)
        column = compiler.quote_name_unless_alias(self.column)
        found = f"SELECT id FROM catalog_listing WHERE array_to_tsvector(string_to_array({column}, ' ')) @@ %s::tsquery"  # noqa: S608
        return self._within(compiler, found, asked)

    def _within(self, compiler: Any, found: str, asked: str) -> tuple[str, tuple[Any, ...]]:
        pk, params = compiler.compile(self.source_expressions[0])
        return f"{pk} IN ({found})", (*params, asked)


def is_beginning(word: str) -> bool:
    """Words here grow at their end, көйнөк into көйнөктөр: what is typed may be the beginning of one, but for the shortest."""
    return len(word) >= SHORTEST_BEGINNING
