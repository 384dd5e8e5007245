from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("orders", "0007_nights_of_ones_own")]

    operations = [
        migrations.AddField(
            model_name="quote",
            name="full_at",
            field=models.DateTimeField(help_text="When the customer agreed, and its day was full by then.", null=True),
        ),
    ]
