"""`Finds("search_text", words)`: one condition, FTS5 on SQLite and tsvector on PostgreSQL; migration 0006 made what they look into."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func

from .folding import tokens

SHORTEST_BEGINNING = 3
SHORTEST_STEM = 4


class Finds(Func):
    """All words are in that column of a stall, or words that begin with them; or, for what comes `near`, one of them, but for its end."""

    output_field = BooleanField()

    def __init__(self, column: str, words: str, near: bool = False) -> None:
        super().__init__(F("listing"), F(column))
        self.column, self.near = column, near
        self.words = [stem(word) for word in tokens(words)] if near else tokens(words)

    def as_sqlite(self, compiler: Any, connection: BaseDatabaseWrapper, **context: Any) -> tuple[str, tuple[Any, ...]]:
        asked = (" OR " if self.near else " AND ").join(f'"{word}"{" *" if is_beginning(word) else ""}' for word in self.words)
        pk, params = compiler.compile(self.source_expressions[0])
        found = f"{pk} IN (SELECT rowid FROM catalog_search WHERE catalog_search MATCH %s)"  # noqa: S608  of our own column
        return found, (*params, f"{self.column} : ({asked})")

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper, **context: Any) -> tuple[str, tuple[Any, ...]]:
        asked = (" | " if self.near else " & ").join(f"'{word}'{':*' if is_beginning(word) else ''}" for word in self.words)
        text, params = compiler.compile(self.source_expressions[1])
        return f'{text.removesuffix(self._quoted)}"{self.column}_words" @@ %s::tsquery', (*params, asked)

    @property
    def _quoted(self) -> str:
        return f'"{self.column}"'


def is_beginning(word: str) -> bool:
    """Words here grow at their end, көйнөк into көйнөктөр: what is typed may be the beginning of one, but for the shortest."""
    return len(word) >= SHORTEST_BEGINNING


def stem(word: str) -> str:
    """A word without what may be its endings, which are long here: көйнөгүмдү comes near көйнөк, платьями near платье."""
    return word[: max(SHORTEST_STEM, (len(word) + 1) // 2)]
