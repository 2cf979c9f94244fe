import alerts.models
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("jobs", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Alert",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "token",
                    models.CharField(
                        default=alerts.models.new_token, editable=False, max_length=32, unique=True
                    ),
                ),
                ("email", models.EmailField(max_length=254)),
                (
                    "criteria",
                    models.CharField(
                        blank=True, help_text="Canonical query string of the search.", max_length=2000
                    ),
                ),
                (
                    "frequency",
                    models.CharField(
                        choices=[
                            ("instant", "As soon as it appears"),
                            ("daily", "Once a day"),
                            ("weekly", "Once a week"),
                        ],
                        default="daily",
                        max_length=7,
                    ),
                ),
                (
                    "zone",
                    models.CharField(default="America/New_York", max_length=40, verbose_name="time zone"),
                ),
                (
                    "hour",
                    models.PositiveSmallIntegerField(
                        default=7,
                        help_text="Local hour.",
                        validators=[django.core.validators.MaxValueValidator(23)],
                    ),
                ),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="For weekly alerts; Monday is 0.",
                        validators=[django.core.validators.MaxValueValidator(6)],
                    ),
                ),
                ("next_due_at", models.DateTimeField(blank=True, null=True)),
                ("paused_until", models.DateField(blank=True, null=True)),
                ("watermark", models.DateTimeField(default=django.utils.timezone.now)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("confirmation_sent_at", models.DateTimeField(blank=True, null=True)),
                ("unsubscribed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="alerts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at"],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "period",
                    models.CharField(help_text="The due time this mail stands for, in UTC.", max_length=40),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("claimed", "Claimed"),
                            ("sent", "Sent"),
                            ("empty", "nothing to send"),
                            ("failed", "Failed"),
                        ],
                        default="claimed",
                        max_length=8,
                    ),
                ),
                ("message_id", models.CharField(blank=True, max_length=120)),
                ("claimed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("error", models.CharField(blank=True, max_length=300)),
                (
                    "alert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to="alerts.alert",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "deliveries",
                "ordering": ["-claimed_at"],
            },
        ),
        migrations.CreateModel(
            name="DeliveredPosting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "alert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="delivered",
                        to="alerts.alert",
                    ),
                ),
                (
                    "posting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="jobs.posting"
                    ),
                ),
                (
                    "delivery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="postings",
                        to="alerts.delivery",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(
                condition=models.Q(("confirmed_at__isnull", False), ("unsubscribed_at__isnull", True)),
                fields=["next_due_at"],
                name="alert_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.UniqueConstraint(
                condition=models.Q(("unsubscribed_at__isnull", True)),
                fields=("email", "criteria"),
                name="one_alert_per_address_and_search",
                violation_error_message="You have an alert for this search already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(("hour__lte", 23)),
                name="alert_hour_of_day",
                violation_error_message="Choose an hour from 0 to 23.",
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confirmed_at__isnull", True), ("next_due_at__isnull", False), _connector="OR"
                ),
                name="confirmed_alert_is_due_some_day",
                violation_error_message="A confirmed alert needs its next time.",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(
                fields=("alert", "period"),
                name="one_delivery_per_alert_and_period",
                violation_error_message="This alert has its mail for this period.",
            ),
        ),
        migrations.AddConstraint(
            model_name="deliveredposting",
            constraint=models.UniqueConstraint(
                fields=("alert", "posting"),
                name="posting_told_once_per_alert",
                violation_error_message="This alert has told of this posting.",
            ),
        ),
    ]
