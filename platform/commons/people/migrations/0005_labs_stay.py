"""A lab isn't deleted while roles or invitations of it are kept."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0004_one_time_zone")]

    operations = [
        migrations.AlterField(
            model_name="invitation",
            name="lab",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="invitations", to="people.lab"),
        ),
        migrations.AlterField(
            model_name="role",
            name="lab",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="roles", to="people.lab"),
        ),
    ]
