"""Objects for tests, valid by default; traits say what is special. Every name is invented."""

from datetime import date, timedelta
from decimal import Decimal

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import User
from alerts import queries
from alerts.addresses import mailbox_of
from alerts.models import Alert, Subscriber
from applications.models import Application
from candidates.models import CredentialRecord, LicenseRecord, Profile
from jobs.models import (
    City,
    Credential,
    Facility,
    Membership,
    Posting,
    Requirement,
    Site,
    State,
    Term,
    ZipCode,
)
from jobs.search.criteria import Criteria
from jobs.search.indexing import index_postings

PASSWORD = "drip-chamber-42"


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.com")
    name = factory.Sequence(lambda n: f"Robin Testperson{n}")
    password = factory.django.Password(PASSWORD)

    class Params:
        staff = factory.Trait(kind=User.Kind.STAFF, is_staff=True, is_superuser=True)
        facility = factory.Trait(kind=User.Kind.FACILITY)


class StateFactory(DjangoModelFactory):
    class Meta:
        model = State
        django_get_or_create = ["usps"]

    usps = "CO"
    name = factory.LazyAttribute(
        lambda o: {"CO": "Colorado", "TX": "Texas", "CA": "California"}.get(o.usps, o.usps)
    )
    slug = factory.LazyAttribute(lambda o: o.name.lower())
    kind = "state"
    compact = factory.LazyAttribute(lambda o: "not_member" if o.usps == "CA" else "implemented")
    source = "test"
    as_of = "2026-11"


class ZipCodeFactory(DjangoModelFactory):
    class Meta:
        model = ZipCode
        django_get_or_create = ["zip"]

    zip = "80202"
    city = "Denver"
    state = factory.SubFactory(StateFactory)
    timezone = "America/Denver"
    lat = 39.75
    lon = -105.0


class CityFactory(DjangoModelFactory):
    class Meta:
        model = City
        django_get_or_create = ["state", "slug"]

    state = factory.SubFactory(StateFactory)
    name = "Denver"
    slug = factory.LazyAttribute(lambda o: o.name.lower().replace(" ", "-"))
    lat = 39.74
    lon = -104.99
    population = 715_522
    timezone = "America/Denver"


class TermFactory(DjangoModelFactory):
    class Meta:
        model = Term
        django_get_or_create = ["kind", "slug"]

    kind = Term.Kind.SETTING
    slug = "home-infusion"
    label = factory.LazyAttribute(lambda o: o.slug.replace("-", " ").capitalize())
    source = "test"
    as_of = "2026-11"


class CredentialFactory(DjangoModelFactory):
    class Meta:
        model = Credential
        django_get_or_create = ["slug"]

    slug = "rn"
    abbr = factory.LazyAttribute(lambda o: o.slug.upper())
    full_name = factory.LazyAttribute(lambda o: o.abbr)
    kind = factory.LazyAttribute(
        lambda o: "licence" if o.slug in {"rn", "lpn-lvn", "aprn"} else "certification"
    )
    source = "test"
    as_of = "2026-11"


class FacilityFactory(DjangoModelFactory):
    class Meta:
        model = Facility

    name = factory.Sequence(lambda n: f"Juniper Creek Infusion {n}")
    slug = factory.Sequence(lambda n: f"juniper-creek-infusion-{n}")
    status = Facility.Status.VERIFIED
    verified_at = factory.LazyFunction(timezone.now)
    employees = 120

    class Params:
        pending = factory.Trait(status=Facility.Status.PENDING, verified_at=None)


class SiteFactory(DjangoModelFactory):
    class Meta:
        model = Site

    facility = factory.SubFactory(FacilityFactory)
    city = "Denver"
    state = factory.SubFactory(StateFactory)


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    facility = factory.SubFactory(FacilityFactory)
    user = factory.SubFactory(UserFactory, facility=True)
    role = Membership.Role.RECRUITER


class PostingFactory(DjangoModelFactory):
    """A live home-infusion posting in Denver."""

    class Meta:
        model = Posting
        skip_postgeneration_save = True

    facility = factory.SubFactory(FacilityFactory)
    title = "Home Infusion RN"
    role = factory.SubFactory(TermFactory, kind=Term.Kind.ROLE, slug="home-infusion-nurse")
    status = Posting.Status.LIVE
    description_source = "You give IVIG and antibiotics in patients' homes."
    description_html = "<p>You give IVIG and antibiotics in patients&#x27; homes.</p>"
    description_text = "You give IVIG and antibiotics in patients' homes."
    city = "Denver"
    state = factory.SubFactory(StateFactory)
    lat = 39.74
    lon = -104.99
    pay_min = Decimal(42)
    pay_max = Decimal(55)
    pay_unit = Posting.PayUnit.HOUR
    pay_source = Posting.PaySource.FACILITY
    published_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=1))
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=30))

    class Params:
        draft = factory.Trait(status=Posting.Status.DRAFT, published_at=None, expires_at=None)
        closed = factory.Trait(status=Posting.Status.CLOSED, closed_at=factory.LazyFunction(timezone.now))
        overdue = factory.Trait(
            expires_at=factory.LazyFunction(lambda: timezone.now() - timedelta(minutes=1))
        )

    @factory.post_generation
    def terms(self, create, extracted, **kwargs):
        if not create:
            return
        if extracted:
            self.terms.set(extracted)
        index_postings([self.pk])


class RequirementFactory(DjangoModelFactory):
    class Meta:
        model = Requirement

    posting = factory.SubFactory(PostingFactory)
    level = Requirement.Level.MUST
    credential = factory.SubFactory(CredentialFactory)


class ProfileFactory(DjangoModelFactory):
    class Meta:
        model = Profile

    user = factory.SubFactory(UserFactory)
    phone = "303-555-0142"
    residence_state = factory.SubFactory(StateFactory)


class LicenseRecordFactory(DjangoModelFactory):
    class Meta:
        model = LicenseRecord

    profile = factory.SubFactory(ProfileFactory)
    credential = factory.SubFactory(CredentialFactory)
    state = factory.SubFactory(StateFactory)
    expires_on = date(2027, 10, 31)


class CredentialRecordFactory(DjangoModelFactory):
    class Meta:
        model = CredentialRecord

    profile = factory.SubFactory(ProfileFactory)
    credential = factory.SubFactory(CredentialFactory, slug="crni")


class ApplicationFactory(DjangoModelFactory):
    """Sent two days ago, not answered yet."""

    class Meta:
        model = Application

    posting = factory.SubFactory(PostingFactory)
    profile = factory.SubFactory(ProfileFactory)
    stage = Application.Stage.SUBMITTED
    submitted_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=2))
    answer_by = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=12))
    snapshot = factory.LazyAttribute(
        lambda o: {"profile": {"name": o.profile.user.name}, "posting": {"title": o.posting.title}}
    )

    class Params:
        draft = factory.Trait(stage=Application.Stage.DRAFT, submitted_at=None, answer_by=None, snapshot={})


class SubscriberFactory(DjangoModelFactory):
    class Meta:
        model = Subscriber

    email = factory.Sequence(lambda n: f"reader{n}@example.com")
    mailbox = factory.LazyAttribute(lambda o: mailbox_of(o.email))


class AlertFactory(DjangoModelFactory):
    """A confirmed daily alert, due since a minute; `criteria` is a query string, "" finds every posting."""

    class Meta:
        model = Alert

    subscriber = factory.SubFactory(SubscriberFactory)
    criteria = ""
    confirmed_at = factory.LazyFunction(timezone.now)
    next_due_at = factory.LazyFunction(lambda: timezone.now() - timedelta(minutes=1))

    class Params:
        waiting = factory.Trait(confirmed_at=None, next_due_at=None)
        instant = factory.Trait(frequency=Alert.Frequency.INSTANT, next_due_at=None)

    @classmethod
    def _create(cls, model_class, *args, criteria, **kwargs):
        columns = queries.columns(Criteria.parse(criteria))
        return super()._create(model_class, *args, **columns, **kwargs)
