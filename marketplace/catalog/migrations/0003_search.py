from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("catalog", "0002_stalls_and_pictures")]

    operations = []  # what the search looks into is built in 0006
