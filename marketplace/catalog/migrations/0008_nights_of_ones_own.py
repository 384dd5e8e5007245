from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0007_searched_in_order")]

    operations = [
        migrations.AddField(
            "daycapacity",
            "alone",
            models.BooleanField(default=False, help_text="One party has all of it, and keeps it however much the shop takes from now on."),
        ),
    ]
