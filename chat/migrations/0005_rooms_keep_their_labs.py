"""A lab isn't deleted while it has rooms: with them would go all that was said in them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("chat", "0004_a_craft_keeps_its_room"), ("people", "0005_labs_stay")]

    operations = [
        migrations.AlterField(
            model_name="room",
            name="lab",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="rooms", to="people.lab"),
        ),
    ]
