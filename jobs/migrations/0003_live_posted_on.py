from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("jobs", "0002_live_search")]

    operations = [
        migrations.AddField(
            model_name="facility",
            name="answered_on_time",
            field=models.FloatField(
                blank=True,
                editable=False,
                help_text="Share of applications answered by the promised day; empty while too few are known.",
                null=True,
            ),
        ),
        # The rows are derived: rebuild_search writes them again.
        migrations.RunSQL("DELETE FROM jobs_liveposting", migrations.RunSQL.noop),
        migrations.AddField(
            model_name="liveposting",
            name="posted_on",
            field=models.DateField(
                help_text="The day the card shows: the employer's, else ours.", default=None
            ),
            preserve_default=False,
        ),
        migrations.RemoveIndex(model_name="liveposting", name="live_newest"),
        migrations.AddIndex(
            model_name="liveposting",
            index=models.Index(fields=["-posted_on", "-published_at", "-posting"], name="live_newest"),
        ),
    ]
