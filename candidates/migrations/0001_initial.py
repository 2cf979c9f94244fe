import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import candidates.models
import jobs.models.posting


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("jobs", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Profile",
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
                ("phone", models.CharField(blank=True, max_length=30)),
                (
                    "summary",
                    models.TextField(blank=True, help_text="A few sentences about the infusion work you do."),
                ),
                (
                    "infusion_months",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="infusion experience in months"
                    ),
                ),
                (
                    "total_months",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="experience in months, all together"
                    ),
                ),
                (
                    "is_authorized_to_work",
                    models.BooleanField(
                        blank=True, null=True, verbose_name="authorized to work in the United States"
                    ),
                ),
                (
                    "needs_sponsorship",
                    models.BooleanField(blank=True, null=True, verbose_name="needs visa sponsorship"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "home_zip",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jobs.zipcode",
                    ),
                ),
                (
                    "residence_state",
                    models.ForeignKey(
                        blank=True,
                        help_text="Your primary state of residence: where you vote, pay tax or hold a driver license.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jobs.state",
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jobs.term",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="profile",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LicenseRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=40)),
                ("expires_on", models.DateField(blank=True, null=True)),
                (
                    "verification",
                    models.CharField(
                        choices=[
                            ("self_reported", "Self-reported"),
                            ("document_seen", "Document seen"),
                            ("source_checked", "Checked at the source"),
                        ],
                        default="self_reported",
                        editable=False,
                        max_length=15,
                    ),
                ),
                ("checked_on", models.DateField(blank=True, editable=False, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "is_multistate",
                    models.BooleanField(
                        default=False,
                        help_text="Your license card or Nursys says multistate. Living in a compact state alone does not make it so.",
                        verbose_name="multistate (compact) license",
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "credential",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="jobs.credential"
                    ),
                ),
                (
                    "state",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="jobs.state"
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="licenses",
                        to="candidates.profile",
                    ),
                ),
            ],
            options={
                "ordering": ["state", "credential"],
            },
        ),
        migrations.CreateModel(
            name="CredentialRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=40)),
                ("expires_on", models.DateField(blank=True, null=True)),
                (
                    "verification",
                    models.CharField(
                        choices=[
                            ("self_reported", "Self-reported"),
                            ("document_seen", "Document seen"),
                            ("source_checked", "Checked at the source"),
                        ],
                        default="self_reported",
                        editable=False,
                        max_length=15,
                    ),
                ),
                ("checked_on", models.DateField(blank=True, editable=False, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "credential",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="jobs.credential"
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="credentials",
                        to="candidates.profile",
                    ),
                ),
            ],
            options={
                "ordering": ["credential"],
            },
        ),
        migrations.CreateModel(
            name="CompetencyRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Trained, not yet on my own"),
                            (2, "With support"),
                            (3, "On my own"),
                            (4, "I teach others"),
                        ]
                    ),
                ),
                (
                    "last_used_on",
                    models.DateField(blank=True, help_text="The month you last did it.", null=True),
                ),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="jobs.term"
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="competencies",
                        to="candidates.profile",
                    ),
                ),
            ],
            options={
                "ordering": ["term"],
            },
        ),
        migrations.CreateModel(
            name="Resume",
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
                ("kind", models.CharField(choices=[("pdf", "PDF"), ("docx", "Word")], max_length=4)),
                (
                    "file",
                    models.FileField(
                        max_length=200,
                        storage=candidates.models.private_storage,
                        upload_to=candidates.models.generated_name,
                    ),
                ),
                ("original_name", models.CharField(max_length=150)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "scan",
                    models.CharField(
                        choices=[
                            ("not_scanned", "Not scanned for viruses"),
                            ("clean", "Scanned, clean"),
                            ("infected", "Infected"),
                            ("failed", "The scan failed"),
                        ],
                        default="not_scanned",
                        max_length=12,
                    ),
                ),
                ("uploaded_at", models.DateTimeField(auto_now_add=True)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="resumes",
                        to="candidates.profile",
                    ),
                ),
            ],
            options={
                "ordering": ["-uploaded_at"],
            },
        ),
        migrations.CreateModel(
            name="ResumeRead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("purpose", models.CharField(help_text="For example: application abc123.", max_length=120)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resume",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reads",
                        to="candidates.resume",
                    ),
                ),
            ],
            options={
                "ordering": ["-at"],
            },
        ),
        migrations.AddConstraint(
            model_name="profile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("infusion_months__isnull", True),
                    ("total_months__isnull", True),
                    ("infusion_months__lte", models.F("total_months")),
                    _connector="OR",
                ),
                name="infusion_experience_within_total",
                violation_error_message="Infusion experience is part of all your experience, so it cannot be longer.",
            ),
        ),
        migrations.AddConstraint(
            model_name="licenserecord",
            constraint=models.UniqueConstraint(
                fields=("profile", "credential", "state"),
                name="license_once_per_state",
                violation_error_message="This license is on your list already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="licenserecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("verification", "self_reported"), ("checked_on__isnull", False), _connector="OR"
                ),
                name="checked_license_has_its_date",
                violation_error_message="A checked license needs the date of the check.",
            ),
        ),
        migrations.AddConstraint(
            model_name="credentialrecord",
            constraint=models.UniqueConstraint(
                fields=("profile", "credential"),
                name="credential_once_per_profile",
                violation_error_message="This credential is on your list already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="credentialrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("verification", "self_reported"), ("checked_on__isnull", False), _connector="OR"
                ),
                name="checked_credential_has_its_date",
                violation_error_message="A checked credential needs the date of the check.",
            ),
        ),
        migrations.AddConstraint(
            model_name="competencyrecord",
            constraint=models.UniqueConstraint(
                fields=("profile", "term"),
                name="skill_once_per_profile",
                violation_error_message="This skill is on your list already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="resume",
            constraint=models.CheckConstraint(
                condition=models.Q(("size__gt", 0), ("size__lte", 5242880)),
                name="resume_up_to_5_megabytes",
                violation_error_message="A résumé may be up to 5 MB.",
            ),
        ),
    ]
