from django.db import migrations

from marketplace.catalog.search import index


class Migration(migrations.Migration):
    dependencies = [("catalog", "0002_stalls_and_pictures")]

    operations = [migrations.RunPython(index.build, index.drop, elidable=False)]
