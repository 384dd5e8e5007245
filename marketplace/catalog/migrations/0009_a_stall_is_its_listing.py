from typing import Any

from django.db import migrations, models


class AddConstraint(migrations.AddConstraint):
    """SQLite builds the table anew for it, and its triggers, which keep what the search looks into, go with the old one."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        triggers: list[str] = []
        if schema_editor.connection.vendor == "sqlite":
            with schema_editor.connection.cursor() as cursor:
                cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'catalog_stall'")
                triggers = [sql for (sql,) in cursor.fetchall()]
        super().database_forwards(app_label, schema_editor, from_state, to_state)
        for sql in triggers:
            schema_editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("catalog", "0008_nights_of_ones_own")]

    operations = [
        AddConstraint("stall", models.CheckConstraint(condition=models.Q(id=models.F("listing")), name="stall_is_its_listing")),
    ]
