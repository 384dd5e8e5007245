from django.db import migrations

from marketplace.catalog.search import index


class Migration(migrations.Migration):
    """PostgreSQL takes words apart once, into columns of their own, where it had an index over an expression."""

    dependencies = [("catalog", "0005_search_among_stalls")]

    operations = [migrations.RunPython(index.drop), migrations.RunPython(index.build)]
