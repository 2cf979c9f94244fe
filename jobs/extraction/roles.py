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
    title = re.sub(r"\s+", " ", raw.title).strip()[:300]
    role, quote = _role(text, raw, title, licenses)
    return Reading({"role": role}, {"role": [quote]} if role and quote else {})


def _role(text: Text, raw: RawPosting, title: str, licenses: tuple[str, ...]) -> tuple[str | None, str]:
    if (
        re.search(r"\bpharmac(?:ist|y|ists)\b|\bpharm\b|\brph\b", title, re.IGNORECASE)
        or (cue.TECH.search(title) and cue.STERILE.search(title))
    ) and not cue.NURSE.search(title):
        return _pharmacy_role(text, raw, title), title[:200]
    body = _body(text)
    in_title = cue.INFUSION.search(title) or (cue.CHEMO.search(title) and not cue.WARD.search(title))
    if in_title and (cue.DENIES.search(body) or _is_contradicted(body)):
        return None, ""
    if not in_title and not cue.NURSE.search(title):
        return None, ""
    if in_title:
        return _infusion_role(raw, title, body, licenses), title[:200]
    return _role_of_body(text, raw, title, body, licenses)


def _body(text: Text) -> str:
    """The clean text without what employers say of themselves."""
    return "\n".join(line.text for line in text.lines if line.section not in {"about", "eeo", "keywords"})[
        :12_000
    ]


def _is_contradicted(body: str) -> bool:
    """Whether a long body speaks of other units and never of infusion."""
    if len(body) < 600 or cue.GIVES.search(body):
        return False
    return len({match[0].lower() for match in cue.OTHER_UNIT.finditer(body)}) >= 2


def _infusion_role(raw: RawPosting, title: str, body: str, licenses: tuple[str, ...]) -> str | None:
    for slug, pattern in cue.OFFICES:
        if pattern.search(title) and not (slug in cue.BEDSIDE_AFTER_ALL and _keeps_giving(slug, body)):
            return slug
    if not cue.NURSE.search(title):
        if re.search(
            r"\bmedical assistant|\bma\b|\bcma\b|\btech(?:nician)?\b|\bpct\b|\bcna\b|\bpatient care",
            title,
            re.IGNORECASE,
        ):
            return "infusion-medical-assistant"
        if not re.search(r"\bspecialist\b|\bteam\b|\bclinician\b", title, re.IGNORECASE) or not licenses:
            return None
    return _nurse_role(raw, title, body, licenses)


def _keeps_giving(slug: str, body: str) -> bool:
    return slug == "infusion-care-coordinator" and bool(cue.ADMINISTERS.search(body))


def _nurse_role(raw: RawPosting, title: str, body: str, licenses: tuple[str, ...]) -> str:
    if _is_practical(title, licenses):
        return "lpn-infusion"
    access = re.search(r"\bpicc\b|\bvascular access\b", title, re.IGNORECASE)
    if access:
        return "picc-nurse" if access[0].lower() == "picc" else "vascular-access-nurse"
    if re.search(
        r"\bhydration\b|\bvitamin\b|\bdrip\b|\bwellness\b", f"{title} {raw.company}", re.IGNORECASE
    ) and cue.WELLNESS.search(f"{title} {body}"):
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
    if re.search(
        r"\bcenters?\b|\bclinic\b|\bsuite\b|\boutpatient\b|\bambulatory\b|\bhospital\b", title, re.IGNORECASE
    ):
        return False
    return len(cue.HOME.findall(body)) >= 2 or bool(cue.IN_HOMES.search(body))


def _is_oncology(raw: RawPosting, body: str) -> bool:
    """Whether an infusion nurse's patients are above all those with cancer."""
    if re.search(r"\bcancer\b|\boncolog|\bhematolog", raw.company, re.IGNORECASE):
        return True
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


def _role_of_body(
    text: Text, raw: RawPosting, title: str, body: str, licenses: tuple[str, ...]
) -> tuple[str | None, str]:
    """A title without infusion: oncology clinics that give chemotherapy, and plain "Registered Nurse"."""
    if cue.ONCOLOGY.search(title):
        gives = cue.GIVES_CHEMO.search(body)
        if (
            gives
            and not cue.INPATIENT.search(title)
            and (
                cue.OUTPATIENT.search(title)
                or cue.ONCOLOGY.search(raw.company)
                or len(cue.OUTPATIENT.findall(body)) >= 2
            )
            and not re.search(r"\binpatient\b", body[:2500], re.IGNORECASE)
        ):
            return ("lpn-infusion" if _is_practical(title, licenses) else "oncology-infusion-nurse"), gives[
                0
            ][:200]
        return None, ""
    if not cue.GENERIC.fullmatch(title):
        return None, ""
    found = cue.INFUSION_WORK.findall(body)
    first = cue.INFUSION_WORK.search(body)
    if len(found) < 4 or first is None or first.start() > 900:
        return None, ""
    return _nurse_role(raw, title, body, licenses), first[0][:200]


def _pharmacy_role(text: Text, raw: RawPosting, title: str) -> str | None:
    body = _body(text)
    named = cue.INFUSION.search(title) or re.search(
        r"[a-z]fusion\b|\binfus", f"{title} {raw.company}", re.IGNORECASE
    )
    works = named or len(cue.INFUSION_PHARMACY.findall(text.clean[:12_000])) >= 2
    sterile = cue.STERILE.search(title)
    if not cue.TECH.search(title):
        if re.search(r"\bpharmacist\b|\brph\b", title, re.IGNORECASE):
            return (
                "infusion-pharmacist"
                if named or works or (sterile and not re.search(r"non-?sterile", body, re.IGNORECASE))
                else None
            )
        return "pharmacy-purchaser" if re.search(r"\bbuyer\b|\bpurchas", title, re.IGNORECASE) else None
    if re.search(r"\bbuyer\b|\bpurchas|\binventory\b|\bprocurement", title, re.IGNORECASE):
        return "pharmacy-purchaser"
    if not (works or sterile or cue.ONCOLOGY.search(title)):
        return None
    if re.search(r"\blead\b|\bsupervisor\b|\bmanager\b", title, re.IGNORECASE):
        return "lead-infusion-pharmacy-technician"
    if re.search(r"\bchemo|\bhazardous|\boncolog", title, re.IGNORECASE) and not re.search(
        r"\binfusion\b", title, re.IGNORECASE
    ):
        return "chemo-compounding-technician"
    return "iv-compounding-technician" if sterile else "infusion-pharmacy-technician"
