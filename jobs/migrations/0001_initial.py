import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import jobs.models.posting


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Credential",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.TextField(help_text="Where this is from.")),
                (
                    "as_of",
                    models.CharField(
                        help_text="The date the source was good for, as precise as it is known.",
                        max_length=120,
                    ),
                ),
                ("confidence", models.CharField(blank=True, max_length=60)),
                (
                    "is_edited",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        help_text="Changed here by hand: loading the data files leaves it alone.",
                    ),
                ),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("abbr", models.CharField(max_length=40, verbose_name="abbreviation")),
                ("full_name", models.CharField(max_length=160)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("licence", "license"),
                            ("registration", "Registration"),
                            ("certification", "Certification"),
                            ("certificate", "Certificate"),
                            ("course", "Course"),
                            ("degree", "Degree"),
                            ("exam", "Exam"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                    ),
                ),
                ("issuer", models.CharField(blank=True, max_length=200)),
                ("jurisdiction", models.CharField(blank=True, max_length=40)),
                ("renewal_months", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("renewal_text", models.TextField(blank=True)),
                ("key_requirements", models.TextField(blank=True)),
                (
                    "applies_to_roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SlugField(max_length=60), blank=True, default=list, size=None
                    ),
                ),
                ("infusion_relevance", models.CharField(blank=True, max_length=60)),
                ("has_expiry", models.CharField(blank=True, max_length=20)),
                ("has_number", models.CharField(blank=True, max_length=40)),
                ("verify_how", models.TextField(blank=True)),
                (
                    "synonyms",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), blank=True, default=list, size=None
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["position", "abbr"],
            },
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("url", models.URLField(blank=True)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="State",
            fields=[
                ("source", models.TextField(help_text="Where this is from.")),
                (
                    "as_of",
                    models.CharField(
                        help_text="The date the source was good for, as precise as it is known.",
                        max_length=120,
                    ),
                ),
                ("confidence", models.CharField(blank=True, max_length=60)),
                (
                    "is_edited",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        help_text="Changed here by hand: loading the data files leaves it alone.",
                    ),
                ),
                (
                    "usps",
                    models.CharField(
                        max_length=2, primary_key=True, serialize=False, verbose_name="USPS code"
                    ),
                ),
                ("fips", models.CharField(blank=True, max_length=2, verbose_name="FIPS code")),
                ("name", models.CharField(max_length=40)),
                ("slug", models.SlugField(max_length=40, unique=True)),
                ("kind", models.CharField(max_length=20)),
                (
                    "compact",
                    models.CharField(
                        choices=[
                            ("implemented", "Implemented"),
                            ("partial", "Partial"),
                            ("enacted_pending", "enacted, not in force"),
                            ("not_member", "not a member"),
                        ],
                        max_length=20,
                    ),
                ),
                ("compact_holders_may_practice", models.CharField(blank=True, max_length=60)),
                ("compact_issues_license", models.CharField(blank=True, max_length=60)),
                ("compact_since", models.CharField(blank=True, max_length=40)),
                ("compact_note", models.TextField(blank=True)),
                ("board_of_nursing", models.CharField(blank=True, max_length=200)),
                ("board_of_nursing_lpn", models.CharField(blank=True, max_length=200)),
                ("board_source", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Facility",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=160)),
                ("slug", models.SlugField(max_length=180, unique=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("unclaimed", "Known from a feed, nobody of theirs has signed up"),
                            ("pending", "Waiting for us to verify"),
                            ("verified", "Verified"),
                            ("rejected", "Not accepted"),
                            ("suspended", "Suspended"),
                        ],
                        default="pending",
                        max_length=12,
                    ),
                ),
                (
                    "about",
                    models.TextField(blank=True, help_text="What you do and for whom, in a few sentences."),
                ),
                ("website", models.URLField(blank=True)),
                (
                    "employees",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="How many people you employ in all. Pay laws depend on it.",
                        null=True,
                    ),
                ),
                (
                    "answer_days",
                    models.PositiveSmallIntegerField(
                        default=14,
                        help_text="Within how many days you answer each applicant. Nurses see this before they apply.",
                    ),
                ),
                ("verified_at", models.DateTimeField(blank=True, null=True)),
                (
                    "verification_note",
                    models.TextField(blank=True, help_text="What was checked and how. Staff only."),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "verified_by",
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
                "verbose_name_plural": "facilities",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("owner", "Owner: postings, team and applications"),
                            ("recruiter", "Recruiter: postings and applications"),
                            ("author", "Author: postings only"),
                        ],
                        default="recruiter",
                        max_length=10,
                    ),
                ),
                ("joined_at", models.DateTimeField(auto_now_add=True)),
                (
                    "facility",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="jobs.facility",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["facility", "role"],
            },
        ),
        migrations.CreateModel(
            name="Posting",
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
                ("title", models.CharField(max_length=160)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in_review", "Waiting for review"),
                            ("live", "Live"),
                            ("paused", "Paused"),
                            ("closed", "Closed"),
                            ("filled", "Filled"),
                            ("expired", "Expired"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                (
                    "description_source",
                    models.TextField(blank=True, help_text="As it was written or received."),
                ),
                (
                    "description_kind",
                    models.CharField(
                        choices=[("html", "Html"), ("markdown", "Markdown"), ("text", "Text")],
                        default="text",
                        max_length=10,
                    ),
                ),
                (
                    "description_html",
                    models.TextField(
                        blank=True, editable=False, help_text="Cleaned; the only form that is shown."
                    ),
                ),
                (
                    "description_text",
                    models.TextField(blank=True, editable=False, help_text="Its words, for search."),
                ),
                ("city", models.CharField(blank=True, max_length=100)),
                ("lat", models.FloatField(blank=True, null=True)),
                ("lon", models.FloatField(blank=True, null=True)),
                ("pay_min", models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True)),
                ("pay_max", models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True)),
                (
                    "pay_unit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("hour", "an hour"),
                            ("day", "a day"),
                            ("week", "a week"),
                            ("month", "a month"),
                            ("year", "a year"),
                            ("visit", "a visit"),
                        ],
                        max_length=5,
                    ),
                ),
                (
                    "hours_per_week",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        help_text="Hours a week this pay is for, such as 36 or 40.",
                        max_digits=4,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(80),
                        ],
                    ),
                ),
                (
                    "pay_source",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("facility", "entered by the facility"),
                            ("text", "read from the employer's own words"),
                            ("columns", "from the feed's pay columns"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "pay_annual_min",
                    models.DecimalField(
                        blank=True, decimal_places=2, editable=False, max_digits=11, null=True
                    ),
                ),
                (
                    "pay_annual_max",
                    models.DecimalField(
                        blank=True, decimal_places=2, editable=False, max_digits=11, null=True
                    ),
                ),
                ("has_sign_on_bonus", models.BooleanField(blank=True, null=True)),
                ("sign_on_bonus", models.DecimalField(blank=True, decimal_places=2, max_digits=8, null=True)),
                (
                    "experience_months",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="The least experience you require, in months.", null=True
                    ),
                ),
                (
                    "will_train",
                    models.BooleanField(
                        blank=True, help_text="You train the infusion skills that are missing.", null=True
                    ),
                ),
                (
                    "new_grad_ok",
                    models.BooleanField(blank=True, null=True, verbose_name="new graduates welcome"),
                ),
                ("sponsors_visa", models.BooleanField(blank=True, null=True)),
                (
                    "answer_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Within how many days you answer. Empty: your facility's usual time.",
                        null=True,
                    ),
                ),
                (
                    "apply_url",
                    models.URLField(
                        blank=True,
                        help_text="Only for postings that are applied to elsewhere.",
                        max_length=1000,
                    ),
                ),
                ("external_id", models.CharField(blank=True, max_length=200)),
                ("content_hash", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "evidence",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The words each read fact rests on.",
                    ),
                ),
                (
                    "origin",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The feed's own columns, as received.",
                    ),
                ),
                (
                    "posted_on",
                    models.DateField(
                        blank=True, help_text="When the employer first published it.", null=True
                    ),
                ),
                (
                    "closes_on",
                    models.DateField(blank=True, help_text="The last day people can apply.", null=True),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "facility",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="jobs.facility",
                    ),
                ),
            ],
            options={
                "ordering": ["-published_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Differential",
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
                            ("evening", "Evening"),
                            ("night", "Night"),
                            ("weekend", "Weekend"),
                            ("holiday", "Holiday"),
                            ("charge", "Charge"),
                            ("on_call", "On call"),
                            ("callback", "Callback"),
                            ("certification", "Certification"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=6,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[("hour", "dollars an hour"), ("percent", "percent of base pay")],
                        default="hour",
                        max_length=7,
                    ),
                ),
                (
                    "posting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="differentials",
                        to="jobs.posting",
                    ),
                ),
            ],
            options={
                "ordering": ["posting", "kind"],
            },
        ),
        migrations.CreateModel(
            name="PostingEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "from_status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("draft", "Draft"),
                            ("in_review", "Waiting for review"),
                            ("live", "Live"),
                            ("paused", "Paused"),
                            ("closed", "Closed"),
                            ("filled", "Filled"),
                            ("expired", "Expired"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "to_status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in_review", "Waiting for review"),
                            ("live", "Live"),
                            ("paused", "Paused"),
                            ("closed", "Closed"),
                            ("filled", "Filled"),
                            ("expired", "Expired"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "changed",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, default=list, size=None
                    ),
                ),
                ("changes", models.JSONField(blank=True, default=dict, help_text="Field: [before, after].")),
                ("reason", models.CharField(blank=True, max_length=300)),
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
                (
                    "posting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="events", to="jobs.posting"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Site",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        blank=True, help_text="For example Main campus. Optional.", max_length=120
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=160)),
                ("city", models.CharField(max_length=80)),
                (
                    "facility",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sites", to="jobs.facility"
                    ),
                ),
                (
                    "state",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="jobs.state"
                    ),
                ),
            ],
            options={
                "ordering": ["facility", "state", "city", "name"],
            },
        ),
        migrations.AddField(
            model_name="posting",
            name="site",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="postings",
                to="jobs.site",
            ),
        ),
        migrations.AddField(
            model_name="posting",
            name="source",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="postings",
                to="jobs.source",
            ),
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                ("format", models.CharField(max_length=20)),
                ("started_at", models.DateTimeField(auto_now_add=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("created", models.PositiveIntegerField(default=0)),
                ("updated", models.PositiveIntegerField(default=0)),
                ("unchanged", models.PositiveIntegerField(default=0)),
                ("closed", models.PositiveIntegerField(default=0)),
                ("rejected", models.PositiveIntegerField(default=0)),
                (
                    "rejections",
                    models.JSONField(
                        blank=True, default=list, help_text="Row, id and reason; the first 1,000."
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="runs", to="jobs.source"
                    ),
                ),
            ],
            options={
                "ordering": ["-started_at"],
            },
        ),
        migrations.AddField(
            model_name="posting",
            name="patient_states",
            field=models.ManyToManyField(
                blank=True,
                help_text="The states where the patients are. Your nurses need a license that is good there.",
                related_name="+",
                to="jobs.state",
            ),
        ),
        migrations.AddField(
            model_name="posting",
            name="state",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="postings",
                to="jobs.state",
            ),
        ),
        migrations.CreateModel(
            name="PayLaw",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.TextField(help_text="Where this is from.")),
                (
                    "as_of",
                    models.CharField(
                        help_text="The date the source was good for, as precise as it is known.",
                        max_length=120,
                    ),
                ),
                ("confidence", models.CharField(blank=True, max_length=60)),
                (
                    "is_edited",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        help_text="Changed here by hand: loading the data files leaves it alone.",
                    ),
                ),
                (
                    "locality",
                    models.CharField(
                        blank=True, help_text="City or county; empty for the whole state.", max_length=80
                    ),
                ),
                ("locality_kind", models.CharField(blank=True, max_length=20)),
                (
                    "asks",
                    models.CharField(
                        choices=[
                            ("yes", "Yes"),
                            ("no (on request)", "on request only"),
                            ("no (after interview)", "after an interview"),
                            ("local_only", "only in some cities or counties"),
                            ("enacted_future", "enacted, not yet in force"),
                            ("no", "No"),
                        ],
                        max_length=30,
                        verbose_name="asks for pay in postings",
                    ),
                ),
                ("effective", models.CharField(blank=True, max_length=60)),
                ("min_employees", models.PositiveIntegerField(blank=True, null=True)),
                ("threshold_basis", models.TextField(blank=True)),
                ("must_show", models.TextField(blank=True)),
                ("benefits_in_posting", models.CharField(blank=True, max_length=60)),
                ("scope", models.TextField(blank=True)),
                ("third_party", models.TextField(blank=True)),
                ("citation", models.CharField(blank=True, max_length=200)),
                ("note", models.TextField(blank=True)),
                (
                    "state",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pay_laws", to="jobs.state"
                    ),
                ),
            ],
            options={
                "ordering": ["state", "locality"],
            },
        ),
        migrations.CreateModel(
            name="City",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=100)),
                ("name", models.CharField(max_length=100)),
                ("lat", models.FloatField()),
                ("lon", models.FloatField()),
                ("population", models.PositiveIntegerField(blank=True, null=True)),
                ("timezone", models.CharField(max_length=40)),
                (
                    "state",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cities", to="jobs.state"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "cities",
                "ordering": ["state", "name"],
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.TextField(help_text="Where this is from.")),
                (
                    "as_of",
                    models.CharField(
                        help_text="The date the source was good for, as precise as it is known.",
                        max_length=120,
                    ),
                ),
                ("confidence", models.CharField(blank=True, max_length=60)),
                (
                    "is_edited",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        help_text="Changed here by hand: loading the data files leaves it alone.",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("role", "Role"),
                            ("setting", "Setting"),
                            ("therapy", "Therapy"),
                            ("device", "Device"),
                            ("system", "System"),
                            ("shift", "Shift"),
                            ("shift_length", "shift length"),
                            ("employment", "Employment"),
                            ("workplace", "Workplace"),
                            ("competency", "Competency"),
                            ("population", "Population"),
                            ("benefit", "Benefit"),
                            ("experience_band", "experience band"),
                            ("education", "Education"),
                        ],
                        max_length=20,
                    ),
                ),
                ("slug", models.SlugField(max_length=60)),
                ("label", models.CharField(max_length=120)),
                (
                    "synonyms",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), blank=True, default=list, size=None
                    ),
                ),
                ("group", models.CharField(blank=True, max_length=60)),
                ("note", models.TextField(blank=True)),
                ("extra", models.JSONField(blank=True, default=dict)),
                ("position", models.PositiveSmallIntegerField(default=0, help_text="Order in lists.")),
                ("is_active", models.BooleanField(default=True, help_text="Offered in forms and filters.")),
            ],
            options={
                "ordering": ["kind", "position", "label"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "slug"),
                        name="term_once_per_kind",
                        violation_error_message="This kind has a term with this slug.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Requirement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "level",
                    models.CharField(choices=[("must", "Required"), ("nice", "Nice to have")], max_length=4),
                ),
                (
                    "within_months_of_hire",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Empty: needed on the first day.", null=True
                    ),
                ),
                (
                    "credential",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requirements",
                        to="jobs.credential",
                    ),
                ),
                (
                    "posting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="requirements",
                        to="jobs.posting",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jobs.term",
                    ),
                ),
            ],
            options={
                "ordering": ["posting", "level", "pk"],
            },
        ),
        migrations.AddField(
            model_name="posting",
            name="role",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="jobs.term",
            ),
        ),
        migrations.AddField(
            model_name="posting",
            name="terms",
            field=models.ManyToManyField(
                blank=True,
                help_text="Settings, therapies, devices, systems, shifts, types.",
                related_name="postings",
                to="jobs.term",
            ),
        ),
        migrations.CreateModel(
            name="ZipCode",
            fields=[
                ("zip", models.CharField(max_length=5, primary_key=True, serialize=False)),
                ("city", models.CharField(max_length=80)),
                ("county", models.CharField(blank=True, max_length=80)),
                ("timezone", models.CharField(max_length=40)),
                ("lat", models.FloatField()),
                ("lon", models.FloatField()),
                (
                    "state",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="zip_codes", to="jobs.state"
                    ),
                ),
            ],
            options={
                "ordering": ["zip"],
            },
        ),
        migrations.AddField(
            model_name="site",
            name="zip",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="jobs.zipcode",
            ),
        ),
        migrations.AddField(
            model_name="posting",
            name="patient_zips",
            field=models.ManyToManyField(blank=True, related_name="+", to="jobs.zipcode"),
        ),
        migrations.AddField(
            model_name="posting",
            name="zip",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="jobs.zipcode",
            ),
        ),
        migrations.AddConstraint(
            model_name="facility",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "verified"), _negated=True),
                    ("verified_at__isnull", False),
                    _connector="OR",
                ),
                name="verified_facility_has_its_date",
                violation_error_message="A verified facility needs the date it was verified.",
            ),
        ),
        migrations.AddConstraint(
            model_name="facility",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer_days__gte", 1), ("answer_days__lte", 60)),
                name="facility_answers_within_60_days",
                violation_error_message="Choose between 1 and 60 days to answer.",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                fields=("facility", "user"),
                name="member_once_per_facility",
                violation_error_message="This person is a member already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="differential",
            constraint=models.UniqueConstraint(
                fields=("posting", "kind"),
                name="differential_once_per_posting",
                violation_error_message="This differential is on the list already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="differential",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)),
                name="differential_above_zero",
                violation_error_message="A differential must be above zero.",
            ),
        ),
        migrations.AddConstraint(
            model_name="paylaw",
            constraint=models.UniqueConstraint(
                fields=("state", "locality"),
                name="one_pay_law_per_place",
                violation_error_message="This place has its pay law already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="city",
            constraint=models.UniqueConstraint(
                fields=("state", "slug"),
                name="city_once_per_state",
                violation_error_message="This state has a city of this name.",
            ),
        ),
        migrations.AddConstraint(
            model_name="requirement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("credential__isnull", False), ("term__isnull", True)),
                    models.Q(("credential__isnull", True), ("term__isnull", False)),
                    _connector="OR",
                ),
                name="requirement_is_one_thing",
                violation_error_message="Choose a credential or a skill, not both.",
            ),
        ),
        migrations.AddConstraint(
            model_name="requirement",
            constraint=models.UniqueConstraint(
                fields=("posting", "credential"),
                name="credential_once_per_posting",
                violation_error_message="This credential is on the list already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="requirement",
            constraint=models.UniqueConstraint(
                fields=("posting", "term"),
                name="skill_once_per_posting",
                violation_error_message="This skill is on the list already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.UniqueConstraint(
                fields=("facility", "name", "address", "city", "state"),
                name="site_once_per_facility",
                violation_error_message="You have this site already.",
            ),
        ),
        migrations.AddIndex(
            model_name="posting",
            index=models.Index(
                condition=models.Q(("status", "live")),
                fields=["-published_at", "-id"],
                name="posting_live_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="posting",
            index=models.Index(
                condition=models.Q(("status", "live")), fields=["expires_at"], name="posting_live_expiry"
            ),
        ),
        migrations.AddIndex(
            model_name="posting",
            index=models.Index(fields=["facility", "status"], name="posting_of_facility"),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "live"), _negated=True),
                    models.Q(("expires_at__isnull", False), ("published_at__isnull", False)),
                    _connector="OR",
                ),
                name="live_posting_has_its_dates",
                violation_error_message="A live posting needs the times it was published and ends.",
            ),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["closed", "filled", "expired"]), _negated=True),
                    ("closed_at__isnull", False),
                    _connector="OR",
                ),
                name="ended_posting_has_its_date",
                violation_error_message="An ended posting needs the time it ended.",
            ),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("pay_min__isnull", True),
                    ("pay_max__isnull", True),
                    ("pay_min__lte", models.F("pay_max")),
                    _connector="OR",
                ),
                name="pay_range_in_order",
                violation_error_message="The lowest pay must not be above the highest.",
            ),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("pay_min__isnull", True), ("pay_min__gt", 0), _connector="OR"),
                    models.Q(("pay_max__isnull", True), ("pay_max__gt", 0), _connector="OR"),
                ),
                name="pay_above_zero",
                violation_error_message="Pay must be above zero.",
            ),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("pay_max__isnull", True), ("pay_min__isnull", True)),
                    models.Q(("pay_unit", ""), _negated=True),
                    _connector="OR",
                ),
                name="pay_has_its_unit",
                violation_error_message="Say what the pay is for: an hour, a week, a year.",
            ),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sign_on_bonus__isnull", True),
                    models.Q(("has_sign_on_bonus", True), ("sign_on_bonus__gt", 0)),
                    _connector="OR",
                ),
                name="sign_on_bonus_above_zero",
                violation_error_message="A sign-on bonus must be above zero.",
            ),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answer_days__isnull", True),
                    models.Q(("answer_days__gte", 1), ("answer_days__lte", 60)),
                    _connector="OR",
                ),
                name="posting_answers_within_60_days",
                violation_error_message="Choose between 1 and 60 days to answer.",
            ),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.UniqueConstraint(
                condition=models.Q(("external_id", ""), _negated=True),
                fields=("source", "external_id"),
                name="posting_once_per_source",
                violation_error_message="This source has a posting with this id.",
            ),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(("external_id", ""), ("source__isnull", False), _connector="OR"),
                name="external_id_has_its_source",
                violation_error_message="An external id needs its source.",
            ),
        ),
    ]
