"""A row that is locked moves on by one version with what is written to it."""

from ..models import Question, Seat


def write(row: Seat | Question, **fields: object) -> None:
    """Onto the row, which this transaction holds."""
    for name, value in {**fields, "version": row.version + 1}.items():
        setattr(row, name, value)
    row.save(update_fields=[*fields, "version"])
