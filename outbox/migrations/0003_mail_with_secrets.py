from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("outbox", "0002_dead_addresses"),
    ]

    operations = [
        migrations.AddField(
            model_name="outgoingmail",
            name="has_secret",
            field=models.BooleanField(
                db_default=False,
                default=False,
                editable=False,
                help_text="Whoever reads it could act for its reader: staff do not see what it says.",
            ),
        ),
    ]
