"""Which role of the vocabulary a posting is for; None where it is no infusion role.

The title says the occupation and mostly the specialty; the body decides where the title is silent, and
against it where the two contradict.
"""

import re

from jobs.extraction import role_cues as cue
from jobs.extraction.text import Text
from jobs.extraction.types import RawPosting, Reading


def read_role(text: Text, raw: RawPosting, licenses: tuple[str, ...] = ()) -> Reading:
    """`role` with the title or the words that decide it; `licenses` are those the body requires."""
    title = raw.title[:300]
    body = _body(text)
    if cue.IN_PHARMACY.search(title) and not cue.NURSE.search(title):
        return _found(_pharmacy_role(text, raw, title, body), title)
    in_title = cue.INFUSION.search(title) or (cue.CHEMO.search(title) and not cue.WARD.search(title))
    if in_title:
        if cue.DENIES.search(body) or _is_contradicted(body):
            return _found(None)
        return _found(_infusion_role(raw, title, body, licenses), title)
    if not cue.NURSE.search(title):
        return _found(None)
    return _role_of_body(text, raw, title, body, licenses)


def _found(role: str | None, quote: str = "") -> Reading:
    reading = Reading({"role": role})
    if role:
        reading.cite("role", quote.strip()[:200])
    return reading


def _body(text: Text) -> str:
    """The clean text without what employers say of themselves."""
    lines = (line.text for line in text.lines if line.section not in {"about", "eeo", "keywords"})
    return "\n".join(lines)[:12_000]


def _is_contradicted(body: str) -> bool:
    """Whether a long body speaks of other units and never of infusion."""
    if len(body) < 400 or cue.GIVES.search(body):
        return False
    return len({match[0].lower() for match in cue.OTHER_UNIT.finditer(body)}) >= 2


def _infusion_role(raw: RawPosting, title: str, body: str, licenses: tuple[str, ...]) -> str | None:
    for slug, pattern in cue.OFFICES:
        if pattern.search(title):
            if slug == "infusion-care-coordinator" and cue.ADMINISTERS.search(body):
                continue  # a liaison in name who gives infusions all day
            return slug
    if not cue.NURSE.search(title):
        if cue.ASSISTANT.search(title):
            return "infusion-medical-assistant"
        if not (licenses and re.search(r"\bspecialist\b|\bteam\b|\bclinician\b", title, re.IGNORECASE)):
            return None
    return _nurse_role(raw, title, body, licenses)


def _nurse_role(raw: RawPosting, title: str, body: str, licenses: tuple[str, ...]) -> str:
    if _is_practical(title, licenses):
        return "lpn-infusion"
    if re.search(r"\bpiccs?\b", title, re.IGNORECASE):
        return "picc-nurse"  # the more specific of the two
    if re.search(r"\bvascular access\b", title, re.IGNORECASE):
        return "vascular-access-nurse"
    if cue.WELLNESS_NAME.search(f"{title} {raw.company}") and cue.WELLNESS.search(f"{title} {body}"):
        return "wellness-infusion-clinician"
    if _is_at_home(title, body):
        return "home-infusion-nurse"
    if cue.ONCOLOGY.search(title) or _is_oncology(raw, body):
        return "oncology-infusion-nurse"
    if cue.PEDIATRIC.search(f"{title} {raw.company}"):
        return "pediatric-infusion-nurse"
    if len(cue.WELLNESS.findall(body)) >= 2:
        return "wellness-infusion-clinician"
    if cue.TRAVEL.search(title):
        return "travel-infusion-nurse"
    if _is_per_diem(raw, title, body):
        return "per-diem-infusion-nurse"
    return "infusion-nurse"


def _is_practical(title: str, licenses: tuple[str, ...]) -> bool:
    if cue.LPN.search(title):
        return not cue.RN.search(title)
    return "lpn-lvn" in licenses and "rn" not in licenses and not cue.RN.search(title)


def _is_at_home(title: str, body: str) -> bool:
    if cue.HOME_TITLE.search(title):
        return True
    if cue.CENTER_TITLE.search(title):
        return False
    return len(cue.HOME.findall(body)) >= 2 or bool(cue.IN_HOMES.search(body))


def _is_oncology(raw: RawPosting, body: str) -> bool:
    """Whether an infusion nurse's patients are above all those with cancer."""
    if re.search(r"\bcancer\b|\boncolog|\bhematolog", raw.company, re.IGNORECASE):
        return True
    # An oncology certificate is held by many who give other infusions all day.
    body = "\n".join(line for line in body.split("\n") if not cue.CERTIFICATE.search(line))
    named = len(cue.ONCOLOGY.findall(body))
    if cue.ONCOLOGY_PLACE.search(body, 0, 2_500) and named >= 2:
        return True
    return named >= 5 or (named >= 4 and bool(cue.GIVES_CHEMO.search(body)))


def _is_per_diem(raw: RawPosting, title: str, body: str) -> bool:
    if cue.PER_DIEM.search(title):
        return not cue.REGULAR.search(title)
    if raw.columns.get("job_type", "").strip().lower() == "perdiem":
        return not cue.REGULAR.search(title)
    return bool(cue.SAYS_PER_DIEM.search(body)) and not cue.REGULAR.search(body)


def _role_of_body(text: Text, raw: RawPosting, title: str, body: str, licenses: tuple[str, ...]) -> Reading:
    """A title without infusion: oncology clinics that give chemotherapy, and plain "Registered Nurse"."""
    if cue.ONCOLOGY.search(title):
        if not _is_oncology_clinic(raw, title, body):
            return _found(None)
        role = "lpn-infusion" if _is_practical(title, licenses) else "oncology-infusion-nurse"
        return _found(role, _quote(text, cue.GIVES_CHEMO))
    first = cue.INFUSION_WORK.search(body)
    if not cue.GENERIC.fullmatch(title) or first is None or first.start() > 900:
        return _found(None)
    if len(cue.INFUSION_WORK.findall(body)) < 4:
        return _found(None)
    return _found(_nurse_role(raw, title, body, licenses), _quote(text, cue.INFUSION_WORK))


def _quote(text: Text, pattern: re.Pattern[str]) -> str:
    found = pattern.search(text.clean)
    return text.quote(*found.span()) if found else ""


def _is_oncology_clinic(raw: RawPosting, title: str, body: str) -> bool:
    """Whether a nurse titled oncology gives chemotherapy to patients who come for the day."""
    if cue.INPATIENT.search(title) or "inpatient" in body[:2_500].lower():
        return False
    by_day = (
        cue.OUTPATIENT.search(title)
        or cue.ONCOLOGY.search(raw.company)
        or len(cue.OUTPATIENT.findall(body)) >= 2
    )
    return bool(by_day and cue.GIVES_CHEMO.search(body))


def _pharmacy_role(text: Text, raw: RawPosting, title: str, body: str) -> str | None:
    is_sterile = bool(cue.STERILE.search(title))
    is_infusion = (
        bool(cue.INFUSION.search(title) or cue.INFUSION_NAME.search(f"{title} {raw.company}"))
        or len(cue.INFUSION_PHARMACY.findall(text.clean[:12_000])) >= 2
    )
    if cue.BUYER.search(title):
        return "pharmacy-purchaser"
    if not cue.TECH.search(title):
        sterile = is_sterile and not re.search(r"non-?sterile", body, re.IGNORECASE)
        is_pharmacist = re.search(r"\bpharmacist\b|\brph\b", title, re.IGNORECASE)
        return "infusion-pharmacist" if is_pharmacist and (is_infusion or sterile) else None
    if not (is_infusion or is_sterile or cue.ONCOLOGY.search(title)):
        return None
    if re.search(r"\blead\b|\bsupervisor\b|\bmanager\b", title, re.IGNORECASE):
        return "lead-infusion-pharmacy-technician"
    if cue.HAZARDOUS.search(title) and "infusion" not in title.lower():
        return "chemo-compounding-technician"
    return "iv-compounding-technician" if is_sterile else "infusion-pharmacy-technician"
