from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator

from jobs.forms import PostingForm

BY_SLUG = [
    "role",
    "workplace",
    "settings",
    "employment",
    "shifts",
    "therapies",
    "devices",
    "systems",
    "benefits",
]


class PartnerPostingForm(PostingForm):
    """The facility's own form, filled in by software: the vocabulary by its slugs, days in ISO 8601 alone."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in [*BY_SLUG, "must", "nice"]:
            self.fields[name].to_field_name = "slug"
        self.fields["closes_on"].input_formats = ["%Y-%m-%d"]
        # What the page leaves to the database's constraints has to name its field here.
        self.fields["answer_days"].validators += [MinValueValidator(1), MaxValueValidator(60)]
        for name in ["pay_min", "pay_max"]:
            self.fields[name].validators.append(MinValueValidator(Decimal("0.01")))
