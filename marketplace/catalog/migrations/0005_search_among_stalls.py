from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

COPY = """
    UPDATE catalog_stall SET
        search_name = (SELECT search_name FROM catalog_listing WHERE catalog_listing.id = catalog_stall.id),
        search_text = (SELECT search_text FROM catalog_listing WHERE catalog_listing.id = catalog_stall.id)
"""


def drop(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What an earlier 0003 built. What takes its place is built by 0006."""
    if schema_editor.connection.vendor == "sqlite":
        for trigger in ("came", "went", "changed"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS catalog_search_{trigger}")
        schema_editor.execute("DROP TABLE IF EXISTS catalog_search")
    else:
        for column in ("search_name", "search_text"):
            schema_editor.execute(f"DROP INDEX IF EXISTS catalog_{column}")


class Migration(migrations.Migration):
    dependencies = [("catalog", "0004_found_by_day")]

    operations = [
        migrations.RunPython(drop),
        migrations.AddField("stall", "search_name", models.TextField(default="", help_text="Its names, folded."), preserve_default=False),
        migrations.AddField(
            "stall", "search_text", models.TextField(default="", help_text="All it is found by, folded."), preserve_default=False
        ),
        migrations.RunSQL(COPY),
        migrations.RemoveField("listing", "search_name"),
        migrations.RemoveField("listing", "search_text"),
    ]
