"""What was sent, as it was on the day: later changes of profile or posting do not reach it."""

VERSION = 1


def snapshot_of(application):
    """The application's content as plain data. Dates are ISO texts, unknown values None or ""."""
    return {
        "version": VERSION,
        **profile_data(application.profile),
        "resume": _resume(application.resume),
        "cover_note": application.cover_note,
        "posting": _posting(application.posting),
        "answer_by": application.answer_by.isoformat(),
    }


def profile_data(profile):
    """A candidate's profile and records as plain data."""
    return {
        "profile": _profile(profile),
        "licenses": [_license(row) for row in profile.licenses.select_related("credential")],
        "credentials": [_record(row) for row in profile.credentials.select_related("credential")],
        "competencies": [_skill(row) for row in profile.competencies.select_related("term")],
    }


def _profile(profile):
    return {
        "name": profile.user.name,
        "email": profile.user.email,
        "phone": profile.phone,
        "place": f"{profile.home_zip.city}, {profile.home_zip.state_id}" if profile.home_zip else "",
        "residence_state": profile.residence_state_id,
        "role": profile.role.label if profile.role else "",
        "summary": profile.summary,
        "infusion_months": profile.infusion_months,
        "total_months": profile.total_months,
        "is_authorized_to_work": profile.is_authorized_to_work,
        "needs_sponsorship": profile.needs_sponsorship,
    }


def _record(row):
    return {
        "credential": row.credential.slug,
        "name": row.credential.abbr,
        "full_name": row.credential.full_name,
        "number": row.number,
        "expires_on": _day(row.expires_on),
        "verification": row.verification,
        "checked_on": _day(row.checked_on),
    }


def _license(row):
    return {**_record(row), "state": row.state_id, "is_multistate": row.is_multistate}


def _skill(row):
    return {
        "skill": row.term.slug,
        "name": row.term.label,
        "level": row.level,
        "level_words": row.get_level_display(),
        "last_used_on": _day(row.last_used_on),
    }


def _resume(resume):
    if resume is None:
        return None
    return {
        "public_id": resume.public_id,
        "kind": resume.kind,
        "name": resume.original_name,
        "size": resume.size,
        "sha256": resume.sha256,
    }


def _posting(posting):
    requirements = posting.requirements.select_related("credential", "term")
    return {
        "public_id": posting.public_id,
        "title": posting.title,
        "facility": posting.facility.name,
        "place": posting.place,
        "role": posting.role.slug if posting.role else None,
        "pay": posting.pay_words,
        "pay_min": _amount(posting.pay_min),
        "pay_max": _amount(posting.pay_max),
        "pay_unit": posting.pay_unit,
        "terms": {term.slug: term.label for term in posting.terms.all()},
        "requirements": [{"level": row.level, "name": str(row)} for row in requirements],
        "closes_on": _day(posting.closes_on),
        "days_to_answer": posting.days_to_answer,
        "description": posting.description_text,
    }


def _day(day):
    return day.isoformat() if day else None


def _amount(amount):
    return None if amount is None else str(amount)
