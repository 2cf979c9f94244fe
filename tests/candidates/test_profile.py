from datetime import date, timedelta

import pytest
from django.utils import timezone

from candidates.models import Profile
from jobs.models import Term
from tests import factories
from tests.candidates.conftest import stored_files
from tests.cast import logged_in

STEPS = ["about", "place", "licenses", "credentials", "skills", "resume", "review"]


@pytest.fixture
def vocabulary(db):
    factories.TermFactory(kind=Term.Kind.ROLE, slug="infusion-nurse", group="nursing")
    factories.TermFactory(kind=Term.Kind.ROLE, slug="iv-compounding-technician", group="pharmacy")
    for slug, group in [
        ("piv-insertion", "technical"),
        ("cvad-care", "technical"),
        ("calm", "soft"),
        ("hood-work", "pharmacy technician"),
    ]:
        factories.TermFactory(kind=Term.Kind.COMPETENCY, slug=slug, group=group)
    factories.ZipCodeFactory()
    factories.StateFactory(usps="CA")
    for slug in ["rn", "crni"]:
        factories.CredentialFactory(slug=slug)
    factories.CredentialFactory(slug="pharm-tech-state", kind="registration")


@pytest.mark.parametrize("step", STEPS)
def test_every_step_opens_and_can_be_skipped(as_nurse, vocabulary, step):
    page = as_nurse.get(f"/me/profile/{step}/")
    assert page.status_code == 200
    if step != "review":
        assert "Skip for now" in page.content.decode()


@pytest.mark.parametrize("step", STEPS)
def test_a_visitor_is_asked_to_log_in(client, db, step):
    assert client.get(f"/me/profile/{step}/")["Location"].startswith("/accounts/login/?next=/me/")


@pytest.mark.parametrize("step", STEPS)
def test_a_facility_has_no_profile(as_recruiter, step):
    assert as_recruiter.get(f"/me/profile/{step}/").status_code == 403


def test_an_unknown_step_is_not_found(as_nurse):
    assert as_nurse.get("/me/profile/birthday/").status_code == 404


def test_the_start_leads_to_the_first_empty_step(as_nurse, vocabulary, nurse):
    nurse.profile.role = Term.objects.get(slug="infusion-nurse")
    nurse.profile.save()
    assert as_nurse.get("/me/profile/")["Location"] == "/me/profile/licenses/"


def test_about_saves_and_goes_on(as_nurse, vocabulary, nurse):
    role = Term.objects.get(slug="infusion-nurse")
    answers = {
        "name": "Nadia  Nursington",
        "role": role.pk,
        "infusion_years": "2.5",
        "total_years": "6",
        "summary": "IVIG at home.",
        "phone": "303-555-0199",
    }
    response = as_nurse.post("/me/profile/about/", answers)
    assert response["Location"] == "/me/profile/place/"
    profile = Profile.objects.get(user=nurse)
    assert (profile.infusion_months, profile.total_months) == (30, 72)
    assert (profile.role, profile.summary, profile.user.name) == (role, "IVIG at home.", "Nadia Nursington")


def test_about_refuses_more_infusion_than_work_and_keeps_what_was_typed(as_nurse, vocabulary, nurse):
    answers = {"name": "Nadia", "infusion_years": "9", "total_years": "6", "summary": "Ports & PICCs"}
    page = as_nurse.post("/me/profile/about/", answers).content.decode()
    assert "cannot be more" in page
    assert "Ports &amp; PICCs" in page
    assert Profile.objects.get(user=nurse).summary == ""


@pytest.mark.parametrize(
    "answers",
    [
        {"name": "Nadia\nBcc: a@b.c"},
        {"phone": "call me"},
        {"infusion_years": "1e9"},
        {"summary": "x" * 2001},
        {"summary": "\0"},
        {"role": "999999"},
    ],
)
def test_about_refuses_nonsense(as_nurse, vocabulary, nurse, answers):
    response = as_nurse.post("/me/profile/about/", {"name": "Nadia", **answers})
    assert response.status_code == 200
    assert "Check your answers" in response.content.decode()


def test_a_summary_as_long_as_the_browser_lets_it_be_is_kept(as_nurse, vocabulary, nurse):
    summary = "x" * 1000 + "\n" + "y" * 999  # 2,000 as maxlength counts them
    as_nurse.post("/me/profile/about/", {"name": "Nadia", "summary": summary.replace("\n", "\r\n")})
    assert Profile.objects.get(user=nurse).summary == summary


def test_extra_fields_change_nothing(as_nurse, vocabulary, nurse, other_nurse):
    extra = {"user": other_nurse.pk, "is_staff": "1", "kind": "staff", "public_id": "abc"}
    as_nurse.post("/me/profile/about/", {"name": "Nadia", **extra})
    nurse.refresh_from_db()
    assert (nurse.is_staff, nurse.kind) == (False, "candidate")
    assert Profile.objects.get(user=other_nurse).user_id == other_nurse.pk


def test_no_step_asks_what_must_not_be_asked(as_nurse, vocabulary):
    for step in STEPS:
        names = str(
            as_nurse.get(f"/me/profile/{step}/").context["form" if step in {"about", "place"} else "step"]
        )
        for word in ["birth", "photo", "school", "ssn", "graduat", "gender", "race"]:
            assert f'name="{word}' not in names.lower()


def test_place_saves(as_nurse, vocabulary, nurse):
    answers = {
        "zip": "80202",
        "residence_state": "CO",
        "is_authorized_to_work": "True",
        "needs_sponsorship": "False",
    }
    assert as_nurse.post("/me/profile/place/", answers)["Location"] == "/me/profile/licenses/"
    profile = Profile.objects.get(user=nurse)
    assert (profile.home_zip_id, profile.residence_state_id) == ("80202", "CO")
    assert (profile.is_authorized_to_work, profile.needs_sponsorship) == (True, False)


def test_place_may_stay_unanswered(as_nurse, vocabulary, nurse):
    as_nurse.post("/me/profile/place/", {"zip": "", "residence_state": ""})
    profile = Profile.objects.get(user=nurse)
    assert (profile.home_zip, profile.is_authorized_to_work) == (None, None)


def test_place_refuses_an_unknown_zip(as_nurse, vocabulary):
    page = as_nurse.post("/me/profile/place/", {"zip": "00000"}).content.decode()
    assert "do not know this ZIP" in page
    assert 'value="00000"' in page


def test_a_license_is_added(as_nurse, vocabulary, nurse):
    rn = factories.CredentialFactory(slug="rn")
    answers = {
        "credential": rn.pk,
        "state": "CO",
        "number": "RN.0123456",
        "is_multistate": "on",
        "expires_on": "2027-10-31",
    }
    assert as_nurse.post("/me/profile/licenses/", answers)["Location"] == "/me/profile/licenses/"
    record = nurse.profile.licenses.get()
    assert (record.state_id, record.is_multistate, record.expires_on) == ("CO", True, date(2027, 10, 31))
    assert "RN.0123456" in as_nurse.get("/me/profile/licenses/").content.decode()


def test_a_license_says_that_living_in_a_compact_state_is_not_enough(as_nurse, vocabulary):
    page = as_nurse.get("/me/profile/licenses/").content.decode()
    assert "Living in a compact state does not make a license multistate" in page


@pytest.mark.parametrize(
    ("slug", "state", "words"),
    [("pharm-tech-state", "CO", "Only RN and LPN/LVN"), ("rn", "CA", "does not issue multistate")],
)
def test_a_license_refuses_multistate_where_there_is_none(as_nurse, vocabulary, nurse, slug, state, words):
    credential = factories.CredentialFactory(slug=slug)
    answers = {"credential": credential.pk, "state": state, "is_multistate": "on"}
    assert words in as_nurse.post("/me/profile/licenses/", answers).content.decode()
    assert not nurse.profile.licenses.exists()


def test_the_same_license_twice_is_refused_with_a_sentence(as_nurse, vocabulary, nurse):
    record = factories.LicenseRecordFactory(profile=nurse.profile)
    answers = {"credential": record.credential.pk, "state": "CO"}
    page = as_nurse.post("/me/profile/licenses/", answers).content.decode()
    assert "on your list already" in page
    assert nurse.profile.licenses.count() == 1


def test_a_credential_is_added(as_nurse, vocabulary, nurse):
    crni = factories.CredentialFactory(slug="crni")
    as_nurse.post("/me/profile/credentials/", {"credential": crni.pk, "number": "123"})
    assert nurse.profile.credentials.get().credential == crni


def test_skills_are_rated_with_their_month(as_nurse, vocabulary, nurse):
    answers = {"level-piv-insertion": "3", "used-piv-insertion": "2026-10", "level-cvad-care": "1"}
    assert as_nurse.post("/me/profile/skills/", answers)["Location"] == "/me/profile/resume/"
    rows = {row.term.slug: (row.level, row.last_used_on) for row in nurse.profile.competencies.all()}
    assert rows == {"piv-insertion": (3, date(2026, 10, 1)), "cvad-care": (1, None)}


def test_a_skill_set_back_is_taken_off(as_nurse, vocabulary, nurse):
    as_nurse.post("/me/profile/skills/", {"level-piv-insertion": "3"})
    as_nurse.post("/me/profile/skills/", {"level-piv-insertion": ""})
    assert not nurse.profile.competencies.exists()


def test_rating_one_family_leaves_the_other_alone(as_nurse, vocabulary, nurse):
    as_nurse.post("/me/profile/skills/?family=pharmacy", {"level-hood-work": "4"})
    as_nurse.post("/me/profile/skills/", {"level-piv-insertion": "2"})
    assert {row.term.slug for row in nurse.profile.competencies.all()} == {"hood-work", "piv-insertion"}


def test_a_technician_sees_her_own_skills_first(as_nurse, vocabulary, nurse):
    nurse.profile.role = Term.objects.get(slug="iv-compounding-technician")
    nurse.profile.save()
    page = as_nurse.get("/me/profile/skills/").content.decode()
    assert "Hood work" in page
    assert "Piv insertion" not in page


def test_a_month_to_come_is_refused(as_nurse, vocabulary, nurse):
    month = (timezone.localdate() + timedelta(days=70)).strftime("%Y-%m")
    page = as_nurse.post("/me/profile/skills/", {"level-cvad-care": "3", "used-cvad-care": month})
    assert "still to come" in page.content.decode()
    assert not nurse.profile.competencies.exists()


def test_a_month_without_a_level_is_asked_about(as_nurse, vocabulary):
    page = as_nurse.post("/me/profile/skills/", {"used-cvad-care": "2026-10"}).content.decode()
    assert "how well you do it" in page


def test_a_resume_is_taken(as_nurse, vocabulary, nurse, upload, files_before):
    as_nurse.post("/me/profile/resume/", {"upload": upload()})
    resume = nurse.profile.resumes.get()
    assert (resume.kind, resume.original_name) == ("pdf", "My résumé.pdf")
    assert len(stored_files() - files_before) == 1


def test_a_bad_resume_is_refused_and_nothing_is_stored(as_nurse, vocabulary, nurse, upload, files_before):
    page = as_nurse.post("/me/profile/resume/", {"upload": upload(b"MZ\x90\0", "resume.pdf")})
    assert "no PDF file" in page.content.decode()
    assert not nurse.profile.resumes.exists()
    assert stored_files() == files_before


def test_files_one_after_the_other_have_to_wait_a_minute(as_nurse, vocabulary, nurse, upload):
    for _ in range(4):
        assert as_nurse.post("/me/profile/resume/", {"upload": upload(b"MZ", "a.pdf")}).status_code == 200
    response = as_nurse.post("/me/profile/resume/", {"upload": upload()})
    assert response.status_code == 429
    assert "You have added several files just now." in response.content.decode()
    assert not nurse.profile.resumes.exists()


def test_the_review_shows_it_all(as_nurse, vocabulary, nurse, resume):
    factories.LicenseRecordFactory(profile=nurse.profile, number="RN.777")
    factories.CredentialRecordFactory(profile=nurse.profile)
    page = as_nurse.get("/me/profile/review/").content.decode()
    for words in ["Nadia Nursington", "RN.777", "CRNI", "My résumé.pdf", "303-555-0142"]:
        assert words in page


def test_an_account_without_a_profile_gets_an_empty_one(db, vocabulary):
    client = logged_in(factories.UserFactory())
    assert client.get("/me/profile/about/").status_code == 200
