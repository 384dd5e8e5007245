from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("orders", "0004_proofs_between_the_two")]

    operations = [
        migrations.AddField(
            model_name="paymentline",
            name="denied_at",
            field=models.DateTimeField(help_text="Its receiver didn't find it; until it is said to be paid again.", null=True),
        ),
    ]
