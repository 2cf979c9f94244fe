"""The demonstration's accounts and applications."""

from datetime import date, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from applications import actions
from applications.models import Application
from candidates.models import CompetencyRecord, CredentialRecord, LicenseRecord, Profile
from jobs.models import Credential, Facility, Membership, Posting, Term, ZipCode
from recruitment.demo.words.names import PEOPLE

PASSWORD = "infusion-demo"  # noqa: S105 - printed at every start; the command refuses to run in production
ACCOUNTS = [
    ("nurse@demo.example", "a nurse with a profile and applications"),
    ("facility@demo.example", "the owner of a verified facility"),
    ("recruiter@demo.example", "reviews that facility's applications in the admin"),
    ("recruiter2@demo.example", "reviews another facility's"),
    ("admin@demo.example", "board staff"),
]


@transaction.atomic
def load_people():
    """Create the demo accounts, ten more candidates, and applications in every stage."""
    first, second = busiest_facilities()
    make_user("admin@demo.example", "Ada Boardkeeper", kind=User.Kind.STAFF, is_staff=True, is_superuser=True)
    owner = make_user("facility@demo.example", "Fenna Ownerly", kind=User.Kind.FACILITY)
    recruiter = make_user("recruiter@demo.example", "Rowan Readwell", kind=User.Kind.FACILITY)
    other = make_user("recruiter2@demo.example", "Remy Elsewhere", kind=User.Kind.FACILITY)
    Membership.objects.create(facility=first, user=owner, role=Membership.Role.OWNER)
    Membership.objects.create(facility=first, user=recruiter, role=Membership.Role.RECRUITER)
    Membership.objects.create(facility=second, user=other, role=Membership.Role.RECRUITER)
    nurse = make_candidate("nurse@demo.example", "Noelle Demoray", "home-infusion-nurse")
    others = [
        make_candidate(f"candidate{number}@demo.example", name, role)
        for number, (name, role) in enumerate(PEOPLE, start=1)
    ]
    apply_all(first, second, nurse, others, by=recruiter)


def busiest_facilities():
    verified = Facility.objects.verified()
    counted = sorted(verified, key=lambda facility: (-facility.postings.live().count(), facility.pk))
    return counted[0], counted[1]


def make_user(email, name, **fields):
    user = User.objects.create_user(email, PASSWORD, name=name, **fields)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def make_candidate(email, name, role):
    user = make_user(email, name, kind=User.Kind.CANDIDATE)
    is_technician = role.endswith("technician")
    months = 14 + (len(name) * 7) % 90
    profile = Profile.objects.create(
        user=user,
        phone="303-555-01" + f"{len(name) * 3 % 100:02}",
        home_zip=ZipCode.objects.get(zip="80202"),
        residence_state_id="CO",
        role=Term.objects.get(kind=Term.Kind.ROLE, slug=role),
        summary="I like calm shifts, clear orders and patients I see more than once.",
        infusion_months=months,
        total_months=months + 24,
        is_authorized_to_work=True,
        needs_sponsorship=False,
    )
    today = timezone.localdate()
    slug = "pharm-tech-state" if is_technician else "rn"
    LicenseRecord.objects.create(
        profile=profile,
        credential=Credential.objects.get(slug=slug),
        state_id="CO",
        number=f"DEMO-{1000 + profile.pk}",
        is_multistate=not is_technician,
        expires_on=date(today.year + 1, 9, 30),
    )
    for slug in ["cpht"] if is_technician else ["bls", "crni"]:
        CredentialRecord.objects.create(
            profile=profile,
            credential=Credential.objects.get(slug=slug),
            expires_on=date(today.year + 2, 3, 31),
        )
    for number, slug in enumerate(
        ["sterile-compounding"] if is_technician else ["piv-insertion", "cvad-care"]
    ):
        CompetencyRecord.objects.create(
            profile=profile,
            term=Term.objects.get(kind=Term.Kind.COMPETENCY, slug=slug),
            level=CompetencyRecord.Level.INDEPENDENT,
            last_used_on=(today - timedelta(days=40 + 300 * number)).replace(day=1),
        )
    return user


def apply_all(first, second, nurse, others, *, by):
    """Applications to the first facility in several stages, one of the nurse's own, two to the second."""
    postings = list(Posting.objects.live().for_facility(first).newest()[:4])
    elsewhere = list(Posting.objects.live().for_facility(second).newest()[:2])
    stages = ["submitted", "submitted", "in_review", "in_review", "shortlisted", "interview", "not_selected"]
    for number, (user, stage) in enumerate(zip(others, stages, strict=False)):
        sent = send(user, postings[number % len(postings)], days_ago=2 * number + 1)
        if stage != Application.Stage.SUBMITTED:
            actions.move_application(
                by=by, application=sent, to=stage, reason="Fits what the posting asks for."
            )
    for user in others[7:9]:
        send(user, elsewhere[0], days_ago=3)
    shown = send(nurse, postings[0], days_ago=4)
    actions.move_application(by=by, application=shown, to="in_review", reason="Read first.")
    send(nurse, elsewhere[0], days_ago=1)


def send(user, posting, *, days_ago):
    draft = actions.start_application(by=user, posting=posting)
    note = "I have worked with the therapies you name and would be glad to talk about a usual day."
    at = timezone.now() - timedelta(days=days_ago)
    return actions.submit_application(by=user, application=draft, cover_note=note, at=at)
