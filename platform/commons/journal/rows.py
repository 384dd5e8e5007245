"""Many rows in one statement, for the path every message takes: a third of the time `bulk_create` needs."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import Field, Model

Bind = Callable[[Any], Any]


def insert(model: type[Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[int]:
    """Insert the rows and return their ids in order; the caller gives every column that has no default in the database."""
    if not rows:
        return []
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    values, parameters = _values([_field(model, column) for column in columns], rows)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {_table(model)} ({names}) {values} RETURNING id", parameters)
        return sorted(row[0] for row in cursor.fetchall())


def fill_in(model: type[Model], column: str, by_id: Mapping[int, Any]) -> None:
    """Set one column of many rows, each to its own value."""
    update = f"UPDATE {_table(model)} SET {connection.ops.quote_name(column)} ="  # noqa: S608  names of the code again
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            values, parameters = _values([_field(model, "id"), _field(model, column)], list(by_id.items()))
            cursor.execute(f"{update} given.value FROM ({values}) AS given (id, value) WHERE {_table(model)}.id = given.id", parameters)
        else:
            cursor.executemany(f"{update} %s WHERE id = %s", [(value, pk) for pk, value in by_id.items()])


def _values(fields: Sequence[Field], rows: Sequence[Sequence[Any]]) -> tuple[str, list[Any]]:
    """The rows as SQL with its parameters: on PostgreSQL an array for each column, since a long statement is slow to prepare."""
    bound = [_bound(field, column) for field, column in zip(fields, zip(*rows, strict=True), strict=True)]
    if connection.vendor == "postgresql":
        arrays = ", ".join(f"%s::{field.db_type(connection)}[]" for field in fields)
        # Types and names come from the model and the code, values are bound: nothing here is a user's.
        return f"SELECT * FROM UNNEST({arrays})", bound  # noqa: S608
    one = "(" + ", ".join(["%s"] * len(fields)) + ")"
    return f"VALUES {', '.join([one] * len(rows))}", [value for row in zip(*bound, strict=True) for value in row]


def _bound(field: Field, column: Sequence[Any]) -> list[Any]:
    bind = _binders().get(field.get_internal_type())
    return [bind(value) for value in column] if bind else list(column)


def _binders() -> dict[str, Bind]:
    """What the database's driver doesn't take as it is."""
    binders: dict[str, Bind] = {"JSONField": json.JSONEncoder(separators=(",", ":")).encode}
    if connection.vendor != "postgresql":
        binders |= {"DateTimeField": connection.ops.adapt_datetimefield_value, "UUIDField": lambda key: key.hex}
    return binders


def _field(model: type[Model], column: str) -> Field:
    return next(field for field in model._meta.concrete_fields if field.column == column)


def _table(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)
