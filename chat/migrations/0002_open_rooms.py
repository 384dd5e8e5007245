"""The rooms that are simply there: two for every seeded lab, one for the network, one for each seeded craft."""

from django.db import migrations


def open_rooms(apps, schema_editor):
    Room = apps.get_model("chat", "Room")
    for lab in apps.get_model("people", "Lab").objects.order_by("id"):
        for kind in ("welcome", "lab"):
            Room.objects.get_or_create(kind=kind, lab=lab)
    Room.objects.get_or_create(kind="network")
    for craft in apps.get_model("people", "Craft").objects.order_by("id"):
        Room.objects.get_or_create(kind="craft", craft=craft)


class Migration(migrations.Migration):
    dependencies = [
        ("chat", "0001_initial"),
        ("people", "0002_seed_labs_and_crafts"),
    ]

    operations = [migrations.RunPython(open_rooms, migrations.RunPython.noop, elidable=False)]
