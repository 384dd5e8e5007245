"""What the search looks into: nothing keeps it but the database itself, so it never tells of what isn't there."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

COLUMNS = "search_name, search_text"
FTS5 = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS catalog_search USING fts5({COLUMNS}, content='catalog_stall', content_rowid='id',"
    " detail='column', columnsize=0, prefix='3 4 5', tokenize='unicode61 remove_diacritics 0')",
    f"CREATE TRIGGER IF NOT EXISTS catalog_search_came AFTER INSERT ON catalog_stall BEGIN"
    f" INSERT INTO catalog_search(rowid, {COLUMNS}) VALUES (new.id, new.search_name, new.search_text); END",
    f"CREATE TRIGGER IF NOT EXISTS catalog_search_went AFTER DELETE ON catalog_stall BEGIN"
    f" INSERT INTO catalog_search(catalog_search, rowid, {COLUMNS}) VALUES ('delete', old.id, old.search_name, old.search_text); END",
    f"CREATE TRIGGER IF NOT EXISTS catalog_search_changed AFTER UPDATE OF {COLUMNS} ON catalog_stall BEGIN"
    f" INSERT INTO catalog_search(catalog_search, rowid, {COLUMNS}) VALUES ('delete', old.id, old.search_name, old.search_text);"
    f" INSERT INTO catalog_search(rowid, {COLUMNS}) VALUES (new.id, new.search_name, new.search_text); END",
    "INSERT INTO catalog_search(catalog_search) VALUES ('rebuild')",
)
WORDS = {column: f"{column}_words" for column in COLUMNS.split(", ")}  # on PostgreSQL, what was taken apart once and for all
GIN = tuple(
    statement
    for column, words in WORDS.items()
    for statement in (
        f"ALTER TABLE catalog_stall ADD COLUMN IF NOT EXISTS {words} tsvector"
        f" GENERATED ALWAYS AS (array_to_tsvector(string_to_array({column}, ' '))) STORED",
        f"CREATE INDEX IF NOT EXISTS catalog_{words} ON catalog_stall USING gin ({words}) WITH (fastupdate = off)",
    )
)


def build(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """For a migration. One that makes SQLite build `catalog_stall` anew takes the triggers with it, and ends with this once more."""
    for statement in FTS5 if schema_editor.connection.vendor == "sqlite" else GIN:
        schema_editor.execute(statement)


def drop(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for trigger in ("came", "went", "changed"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS catalog_search_{trigger}")
        schema_editor.execute("DROP TABLE IF EXISTS catalog_search")
    else:
        for column, words in WORDS.items():
            schema_editor.execute(f"DROP INDEX IF EXISTS catalog_{column}")
            schema_editor.execute(f"ALTER TABLE catalog_stall DROP COLUMN IF EXISTS {words}")
