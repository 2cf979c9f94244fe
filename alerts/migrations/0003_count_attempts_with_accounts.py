from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_count_attempts"),
        ("alerts", "0002_news_trigger"),
    ]

    operations = [
        migrations.DeleteModel(
            name="Attempt",
        ),
    ]
