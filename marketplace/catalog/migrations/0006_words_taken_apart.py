from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

COLUMNS = "search_name, search_text"
FTS5 = (
    "DROP TRIGGER IF EXISTS catalog_search_came",
    "DROP TRIGGER IF EXISTS catalog_search_went",
    "DROP TRIGGER IF EXISTS catalog_search_changed",
    "DROP TABLE IF EXISTS catalog_search",
    f"CREATE VIRTUAL TABLE catalog_search USING fts5({COLUMNS}, content='catalog_stall', content_rowid='id',"
    " detail='column', columnsize=0, prefix='3 4 5', tokenize='unicode61 remove_diacritics 0')",
    f"CREATE TRIGGER catalog_search_came AFTER INSERT ON catalog_stall BEGIN"
    f" INSERT INTO catalog_search(rowid, {COLUMNS}) VALUES (new.id, new.search_name, new.search_text); END",
    f"CREATE TRIGGER catalog_search_went AFTER DELETE ON catalog_stall BEGIN"
    f" INSERT INTO catalog_search(catalog_search, rowid, {COLUMNS}) VALUES ('delete', old.id, old.search_name, old.search_text); END",
    f"CREATE TRIGGER catalog_search_changed AFTER UPDATE OF {COLUMNS} ON catalog_stall BEGIN"
    f" INSERT INTO catalog_search(catalog_search, rowid, {COLUMNS}) VALUES ('delete', old.id, old.search_name, old.search_text);"
    f" INSERT INTO catalog_search(rowid, {COLUMNS}) VALUES (new.id, new.search_name, new.search_text); END",
    "INSERT INTO catalog_search(catalog_search) VALUES ('rebuild')",
)
GIN = tuple(
    statement
    for column in COLUMNS.split(", ")
    for statement in (
        f"DROP INDEX IF EXISTS catalog_{column}",
        f"ALTER TABLE catalog_stall DROP COLUMN IF EXISTS {column}_words",
        f"ALTER TABLE catalog_stall ADD COLUMN {column}_words tsvector"
        f" GENERATED ALWAYS AS (array_to_tsvector(string_to_array({column}, ' '))) STORED",
        f"CREATE INDEX catalog_{column}_words ON catalog_stall USING gin ({column}_words) WITH (fastupdate = off)",
    )
)


def build(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What the search looks into. An earlier 0005 left another index."""
    for statement in FTS5 if schema_editor.connection.vendor == "sqlite" else GIN:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """Nothing keeps the index but the database itself, so it never tells of what isn't there.

    PostgreSQL takes words apart once, into columns of their own, where it had an index over an expression.
    A later migration that makes SQLite build `catalog_stall` anew takes the triggers with it, and has to make them again, as 0009 does.
    """

    dependencies = [("catalog", "0005_search_among_stalls")]

    operations = [migrations.RunPython(build)]
