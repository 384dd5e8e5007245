from django.db import migrations, models

from marketplace.catalog.search import index

COPY = """
    UPDATE catalog_stall SET
        search_name = (SELECT search_name FROM catalog_listing WHERE catalog_listing.id = catalog_stall.id),
        search_text = (SELECT search_text FROM catalog_listing WHERE catalog_listing.id = catalog_stall.id)
"""


class Migration(migrations.Migration):
    dependencies = [("catalog", "0004_found_by_day")]

    operations = [
        migrations.RunPython(index.drop),
        migrations.AddField("stall", "search_name", models.TextField(default="", help_text="Its names, folded."), preserve_default=False),
        migrations.AddField(
            "stall", "search_text", models.TextField(default="", help_text="All it is found by, folded."), preserve_default=False
        ),
        migrations.RunSQL(COPY),
        migrations.RunPython(index.build),
        migrations.RemoveField("listing", "search_name"),
        migrations.RemoveField("listing", "search_text"),
    ]
