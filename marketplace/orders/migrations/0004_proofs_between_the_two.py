from django.db import migrations


def guard(apps, schema_editor):
    """What shows a payment, kept before it had a door of its own."""
    Picture = apps.get_model("media", "Picture")
    proofs = apps.get_model("orders", "OrderPicture").objects.filter(shows="proof")
    for order_id, picture_id in proofs.values_list("order_id", "picture_id"):
        Picture.objects.filter(pk=picture_id).update(guard=f"marketplace.payments:{order_id}")


class Migration(migrations.Migration):
    dependencies = [("media", "0001_pictures_and_voices"), ("orders", "0003_departures_stay")]

    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
