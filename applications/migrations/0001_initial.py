import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import jobs.models.posting


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("candidates", "0001_initial"),
        ("jobs", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Application",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=jobs.models.posting.new_public_id, editable=False, max_length=12, unique=True
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Sent"),
                            ("in_review", "In review"),
                            ("shortlisted", "Shortlisted"),
                            ("interview", "Interview"),
                            ("offer", "Offer"),
                            ("hired", "Hired"),
                            ("not_selected", "Not selected"),
                            ("withdrawn", "Withdrawn"),
                            ("no_answer", "Closed without an answer"),
                        ],
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("cover_note", models.TextField(blank=True, max_length=4000)),
                (
                    "snapshot",
                    models.JSONField(
                        default=dict, editable=False, help_text="What was sent: profile, licenses, posting."
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answer_by",
                    models.DateField(
                        blank=True, help_text="The day by which the facility promised to answer.", null=True
                    ),
                ),
                ("stage_since", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "posting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="jobs.posting",
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="candidates.profile",
                    ),
                ),
                (
                    "resume",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="candidates.resume",
                    ),
                ),
            ],
            options={
                "ordering": ["-submitted_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ApplicationEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("moved", "Moved"),
                            ("message", "Message to the candidate"),
                            ("note", "Internal note"),
                        ],
                        default="moved",
                        max_length=7,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("by_candidate", models.BooleanField(default=False)),
                (
                    "from_stage",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Sent"),
                            ("in_review", "In review"),
                            ("shortlisted", "Shortlisted"),
                            ("interview", "Interview"),
                            ("offer", "Offer"),
                            ("hired", "Hired"),
                            ("not_selected", "Not selected"),
                            ("withdrawn", "Withdrawn"),
                            ("no_answer", "Closed without an answer"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "to_stage",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Sent"),
                            ("in_review", "In review"),
                            ("shortlisted", "Shortlisted"),
                            ("interview", "Interview"),
                            ("offer", "Offer"),
                            ("hired", "Hired"),
                            ("not_selected", "Not selected"),
                            ("withdrawn", "Withdrawn"),
                            ("no_answer", "Closed without an answer"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reason", models.CharField(blank=True, help_text="For the reviewers.", max_length=300)),
                (
                    "message",
                    models.TextField(
                        blank=True, help_text="What the candidate was told, or the note's text."
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="applications.application",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(fields=["posting", "stage"], name="application_of_posting"),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                fields=("posting", "profile"),
                name="one_application_per_person_and_posting",
                violation_error_message="You have applied to this posting already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("stage", "draft"),
                    models.Q(("answer_by__isnull", False), ("submitted_at__isnull", False)),
                    _connector="OR",
                ),
                name="sent_application_has_its_dates",
                violation_error_message="A sent application needs the time it was sent and its answer date.",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("stage", "draft"), models.Q(("snapshot", {}), _negated=True), _connector="OR"
                ),
                name="sent_application_has_its_snapshot",
                violation_error_message="A sent application keeps a snapshot of what was sent.",
            ),
        ),
        migrations.AddConstraint(
            model_name="applicationevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "moved"), _negated=True),
                    models.Q(
                        models.Q(("to_stage", ""), _negated=True),
                        models.Q(("from_stage", models.F("to_stage")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="move_goes_somewhere",
                violation_error_message="A move goes from one stage to another.",
            ),
        ),
    ]
