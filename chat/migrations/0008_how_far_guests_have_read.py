import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("chat", "0007_pictures_and_voices"), ("people", "0007_muted_links")]

    operations = [
        migrations.CreateModel(
            name="GuestSeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("read_upto", models.BigIntegerField(default=0, help_text="The seq of the last fact she has read.")),
                ("guest", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.guest")),
                ("room", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="guest_seats", to="chat.room")),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("room", "guest"), name="guest_seat_is_taken_once")]},
        ),
    ]
