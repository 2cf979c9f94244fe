import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("alerts", "0003_count_attempts_with_accounts"),
    ]

    operations = [
        migrations.AlterField(
            model_name="deliveredposting",
            name="alert",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="delivered",
                to="alerts.alert",
            ),
        ),
    ]
