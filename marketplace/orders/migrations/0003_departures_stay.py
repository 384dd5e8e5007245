from django.db import migrations, models

from marketplace.orders.models.orders import keep_for_those_under_way


class Migration(migrations.Migration):
    dependencies = [("catalog", "0005_search_among_stalls"), ("orders", "0002_drafts")]

    operations = [
        migrations.AlterField(
            "order", "slot", models.ForeignKey(null=True, on_delete=keep_for_those_under_way, related_name="orders", to="catalog.slot")
        ),
    ]
