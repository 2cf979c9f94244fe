from django.db import migrations, models

import jobs.models.live


class Migration(migrations.Migration):
    dependencies = [("jobs", "0007_places_of_live_postings")]

    operations = [
        # Slabs are made from the live table: they are written anew with the next change.
        migrations.RunSQL(
            "DELETE FROM jobs_slabbook; DELETE FROM jobs_liveslab; DELETE FROM jobs_livedocument",
            migrations.RunSQL.noop,
        ),
        *(
            migrations.AddField("livedocument", name, field, preserve_default=False)
            for name, field in {
                "facility_id": models.BigIntegerField(default=0),
                "group_key": models.BigIntegerField(default=0),
                "packed": models.BigIntegerField(default=0),
                "quality": jobs.models.live.RealField(default=0),
                "posted_on": models.DateField(default="2026-01-01"),
                "experience_months": models.SmallIntegerField(null=True),
            }.items()
        ),
    ]
