from django.db import migrations

# One statement for each statement on the live table, so that an import pays once per batch. An update
# that changes nothing an alert compares (the card, the quality) is no news.
TRIGGERS = """
CREATE FUNCTION alerts_note_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO alerts_news (posting_id, first_at, changed_at)
    SELECT posting_id, clock_timestamp(), clock_timestamp() FROM new_rows
    ON CONFLICT (posting_id) DO UPDATE SET changed_at = EXCLUDED.changed_at;
    RETURN NULL;
END $$;

CREATE FUNCTION alerts_note_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO alerts_news (posting_id, first_at, changed_at)
    SELECT n.posting_id, clock_timestamp(), clock_timestamp()
    FROM new_rows n JOIN old_rows o ON o.posting_id = n.posting_id
    WHERE (n.tsv, n.pay_year, n.experience_months, n.posted_on, n.lat, n.lon, n.expires_at)
        IS DISTINCT FROM (o.tsv, o.pay_year, o.experience_months, o.posted_on, o.lat, o.lon, o.expires_at)
    ON CONFLICT (posting_id) DO UPDATE SET changed_at = EXCLUDED.changed_at;
    RETURN NULL;
END $$;

CREATE TRIGGER alerts_new AFTER INSERT ON jobs_liveposting
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION alerts_note_new();
CREATE TRIGGER alerts_changed AFTER UPDATE ON jobs_liveposting
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION alerts_note_changed();

INSERT INTO alerts_news (posting_id, first_at, changed_at)
SELECT posting_id, published_at, published_at FROM jobs_liveposting;
"""
NO_TRIGGERS = """
DROP TRIGGER alerts_new ON jobs_liveposting;
DROP TRIGGER alerts_changed ON jobs_liveposting;
DROP FUNCTION alerts_note_new();
DROP FUNCTION alerts_note_changed();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("alerts", "0001_initial"),
        ("jobs", "0003_live_posted_on"),
    ]

    operations = [migrations.RunSQL(TRIGGERS, NO_TRIGGERS)]
