from django.db import migrations, models
from django.utils import timezone


def since_they_joined(apps, schema_editor):
    partner = apps.get_model("boards", "Partner")
    partner.objects.using(schema_editor.connection.alias).update(works_since=models.F("joined_at"))


class Migration(migrations.Migration):
    dependencies = [("boards", "0003_cards_of_orders")]

    operations = [
        migrations.AddField(
            model_name="partner",
            name="works_since",
            field=models.DateTimeField(
                default=timezone.now, help_text="Since when she works and shares in it; of a guest it says nothing."
            ),
        ),
        migrations.RunPython(since_they_joined, migrations.RunPython.noop),
    ]
