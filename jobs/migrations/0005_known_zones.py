from django.db import migrations, models

import jobs.models.fields


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0004_invitations"),
    ]

    operations = [
        migrations.AlterField(
            model_name="posting",
            name="zone",
            field=models.CharField(
                default="America/New_York",
                help_text="Its closing day ends there.",
                max_length=40,
                validators=[jobs.models.fields.known_zone],
                verbose_name="time zone",
            ),
        ),
    ]
