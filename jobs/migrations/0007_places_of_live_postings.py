from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0006_bit_slabs"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="posting",
            index=models.Index(
                condition=models.Q(("status", "live")),
                fields=["state", "city"],
                include=("expires_at", "lat"),
                name="posting_live_places",
            ),
        ),
    ]
