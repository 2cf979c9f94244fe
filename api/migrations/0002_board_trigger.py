from django.db import migrations

# For each statement, not for each row: an import pays once per batch. A statement that touched no row is no change.
TRIGGERS = """
CREATE FUNCTION api_note_board_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM touched) THEN
        INSERT INTO api_boardchange (at) VALUES (clock_timestamp());
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER api_board_insert AFTER INSERT ON jobs_liveposting
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION api_note_board_change();
CREATE TRIGGER api_board_update AFTER UPDATE ON jobs_liveposting
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION api_note_board_change();
CREATE TRIGGER api_board_delete AFTER DELETE ON jobs_liveposting
    REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION api_note_board_change();

INSERT INTO api_boardchange (at) VALUES (clock_timestamp());

-- Rewritten with every request, and worth nothing after a crash.
ALTER TABLE api_bucket SET UNLOGGED;
"""
NO_TRIGGERS = """
ALTER TABLE api_bucket SET LOGGED;
DROP TRIGGER api_board_insert ON jobs_liveposting;
DROP TRIGGER api_board_update ON jobs_liveposting;
DROP TRIGGER api_board_delete ON jobs_liveposting;
DROP FUNCTION api_note_board_change();
"""


class Migration(migrations.Migration):
    dependencies = [("api", "0001_initial"), ("jobs", "0003_live_posted_on")]

    operations = [migrations.RunSQL(TRIGGERS, NO_TRIGGERS)]
