import django.utils.timezone
from django.db import migrations, models

import commons.media.models

SOUNDS = [(mime, mime) for mime in ("audio/webm", "audio/ogg", "audio/mp4")]


def kept(*own):
    """The columns of what is kept under a key, with those of its own."""
    return [
        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
        ("key", models.CharField(default=commons.media.models.new_key, max_length=20, unique=True)),
        ("guard", models.CharField(max_length=100)),
        ("by", models.CharField(db_index=True, max_length=40)),
        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
        *own,
    ]


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Picture",
            fields=kept(
                ("width", models.PositiveSmallIntegerField()),
                ("height", models.PositiveSmallIntegerField()),
                ("tint", models.CharField(max_length=7)),
            ),
        ),
        migrations.CreateModel(
            name="Voice",
            fields=kept(
                ("seconds", models.FloatField()),
                ("peaks", models.JSONField(default=list)),
                ("mime", models.CharField(choices=SOUNDS, max_length=10)),
            ),
        ),
    ]
