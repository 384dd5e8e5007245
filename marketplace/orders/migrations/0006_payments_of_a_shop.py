import django.db.models.deletion
from django.db import migrations, models

COPY = """
    UPDATE orders_paymentline SET shop_id = (SELECT shop_id FROM orders_order WHERE orders_order.id = orders_paymentline.order_id)
"""


def own(**more: object) -> models.ForeignKey:
    words = "The order's own."
    return models.ForeignKey(
        "catalog.shop", on_delete=django.db.models.deletion.PROTECT, related_name="+", db_index=False, help_text=words, **more
    )


class Migration(migrations.Migration):
    dependencies = [("orders", "0005_payments_not_found"), ("catalog", "0007_searched_in_order")]

    operations = [
        migrations.AddField("paymentline", "shop", own(null=True)),
        migrations.RunSQL(COPY),
        migrations.AlterField("paymentline", "shop", own()),
        migrations.AddIndex(
            "paymentline",
            models.Index(fields=["shop", "order"], condition=models.Q(void_at=None, confirmed_at=None), name="payment_not_settled"),
        ),
    ]
