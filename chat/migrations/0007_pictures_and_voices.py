import django.db.models.deletion
from django.db import migrations, models

BLANK = models.Q(removed_at=None) | models.Q(body="", voice=None, has_pictures=False)


class Migration(migrations.Migration):
    dependencies = [("chat", "0006_rooms_about_orders"), ("media", "0001_pictures_and_voices")]

    operations = [
        migrations.AddField(
            model_name="message",
            name="has_pictures",
            field=models.BooleanField(default=False, help_text="So that most messages need not be asked for them."),
        ),
        migrations.AddField(model_name="message", name="pictures", field=models.ManyToManyField(related_name="+", to="media.picture")),
        migrations.AddField(
            model_name="message",
            name="voice",
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="media.voice"),
        ),
        migrations.RemoveConstraint(model_name="message", name="removed_message_is_blank"),
        migrations.AddConstraint(
            model_name="message", constraint=models.CheckConstraint(condition=BLANK, name="removed_message_is_blank")
        ),
    ]
