import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="OutgoingMail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("to", models.EmailField(max_length=254)),
                ("subject", models.CharField(max_length=200)),
                ("text", models.TextField()),
                ("html", models.TextField(blank=True)),
                ("headers", models.JSONField(blank=True, default=dict)),
                (
                    "purpose",
                    models.SlugField(
                        help_text="Which mail this is, for example application-received.", max_length=60
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        help_text="Mail with the same key is stored once, whoever asks twice.",
                        max_length=120,
                        null=True,
                    ),
                ),
                ("message_id", models.CharField(editable=False, max_length=120, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Queued"),
                            ("inflight", "Inflight"),
                            ("sent", "Sent"),
                            ("parked", "Parked"),
                        ],
                        default="queued",
                        max_length=10,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("next_attempt_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("claimed_at", models.DateTimeField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("last_error", models.CharField(blank=True, max_length=300)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "outgoing mail",
                "verbose_name_plural": "outgoing mail",
                "ordering": ["-created_at"],
                "indexes": [models.Index(fields=["state", "next_attempt_at"], name="outgoing_mail_due")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("key",),
                        name="outgoing_mail_once_per_key",
                        violation_error_message="This mail is already stored.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "sent"), _negated=True),
                            ("sent_at__isnull", False),
                            _connector="OR",
                        ),
                        name="sent_mail_has_its_time",
                        violation_error_message="A sent mail needs the time it was sent.",
                    ),
                ],
            },
        ),
    ]
