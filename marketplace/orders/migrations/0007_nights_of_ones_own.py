from django.db import migrations

MARK = """
    UPDATE catalog_daycapacity SET alone = TRUE, capacity = taken
    WHERE id IN (
        SELECT orders_claim.day_id FROM orders_claim JOIN orders_order ON orders_order.id = orders_claim.order_id
        WHERE orders_order.alone AND orders_claim.released_at IS NULL AND orders_claim.day_id IS NOT NULL
    )
"""


class Migration(migrations.Migration):
    """What one party had alone before that was written down."""

    dependencies = [("orders", "0006_payments_of_a_shop"), ("catalog", "0008_nights_of_ones_own")]

    operations = [migrations.RunSQL(MARK, migrations.RunSQL.noop)]
