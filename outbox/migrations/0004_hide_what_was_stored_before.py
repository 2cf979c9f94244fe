from django.db import migrations

# Which of them carry a link that opens an account is not written down: all of them count as such.
HIDE = "UPDATE outbox_outgoingmail SET has_secret = true"


class Migration(migrations.Migration):
    dependencies = [
        ("outbox", "0003_mail_with_secrets"),
    ]

    operations = [migrations.RunSQL(HIDE, migrations.RunSQL.noop)]
