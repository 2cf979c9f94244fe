"""Which role of the vocabulary a posting is for; None where it is no infusion role.

The title says the occupation and mostly the specialty; the body decides where the title is silent, and
against it where the two contradict.
"""

import re
from typing import NamedTuple

from jobs.extraction.text import Text
from jobs.extraction.types import RawPosting, Reading

# "Clinical Nurse IV" is a grade, "IV nurse" a specialty.
_INFUSION = re.compile(
    r"\binfusions?\b|\binfusión\b|\bivig\b|\b(?<!nurse )(?<!rn )(?<!level )i\.?v\.? (?:therapy|team|nurse|rn\b|registered|lpn|certified|specialist|hydration|drip|pharmac|room|tech|service|clinic|vitamin)"
    r"|\biv[- ]certified|\bhome iv\b|\bvascular access\b|\bpiccs?\b|\bdrip\b",
    re.IGNORECASE,
)
_CHEMO = re.compile(r"\bchemo(?:therapy)?\b", re.IGNORECASE)
_ONCOLOGY = re.compile(r"\boncolog|\bcancer\b|\bonc\b|\bhem(?:e|atology)?[ /-]*onc|\bchemo|\bhematolog", re.IGNORECASE)
_INPATIENT = re.compile(
    r"med(?:ical)?[ /&-]*surg|\binpatient\b|\bicu\b|\bpcu\b|\bbmt\b|bone marrow|step ?down|\btele(?:metry)?\b|\bimc\b|critical|\bnights?\b|\bm/s\b|\bip\b"
    r"|\bunit\b|\bfloor\b|\bfloat\b|acute|blood cancer|\b\d+ ?(?:west|east|north|south|tower)\b|transplant|surgical|\bcharge\b|radiation|navigat|triage|manager|coordinator|director|supervisor",
    re.IGNORECASE,
)
_WARD = re.compile(r"med(?:ical)?[ /&-]*surg|\binpatient\b|\bm/s\b|\bip\b|\bicu\b|\bpcu\b|\bnights\b|\bcare manager\b|\bcase manager\b", re.IGNORECASE)
_OTHER_UNIT = re.compile(
    r"\b(?:med(?:ical)?[ /-]?surg\w*|intensive care|icu|emergency (?:department|room)|operating room|labor and delivery|telemetry|long[- ]term care|skilled nursing|memory care|assisted living"
    r"|school nurse|dialysis|hospice|psychiatric|behavioral health|endoscopy|wound care nurse)\b",
    re.IGNORECASE,
)
_GIVES = re.compile(r"infus|intravenous|\bIVs?\b|\bI\.V|chemo|vascular access|picc|biologic", re.IGNORECASE)
_DENIES = re.compile(r"\b(?:not an? infusion|no (?:iv|infusion) (?:therapy|infusions|work|duties)|does not (?:give|administer|provide|involve) (?:any )?(?:iv|infusion|chemo))", re.IGNORECASE)
_ONCOLOGY_PLACE = re.compile(
    r"\b(?:oncology|cancer|chemotherapy|hematology/oncology)(?: and)? (?:clinic|infusion|center|patients?|population|treatment|setting|practice)", re.IGNORECASE
)
_GIVES_CHEMO = re.compile(
    r"\b(?:administ\w+|giv\w+|deliver\w*|infus\w+)\b[^.;\n]{0,60}\b(?:chemo\w*|antineoplastic\w*)|\bchemo\w*(?: and| or|/)?[^.;\n]{0,30}\badministration", re.IGNORECASE
)
_OUTPATIENT = re.compile(r"\boutpatient\b|\bclinic\b|\bcancer center\b|\binfusion (?:center|clinic|suite|room)|\bambulatory\b|\boffice\b|\bphysician practice", re.IGNORECASE)
_INFUSION_WORK = re.compile(r"\binfusion (?:nurs\w+|rns?\b|center|clinic|suite|therap\w+|services?|department|team|room|patients|treatments?)|\biv (?:therapy|infusions?)\b|\binfusions\b", re.IGNORECASE)
_HOME = re.compile(
    r"\bhome infusion|\b(?:patient|client|member|individual)s?'?s?'? homes?\b|\btheir (?:own )?homes?\b|\bin[- ]home\b|\bin the home\b|\bhome (?:health|care|visits?|setting|environment)\b"
    r"|\bpatient'?s'? (?:place of )?residence|\bhomes\b",
    re.IGNORECASE,
)
_IN_HOMES = re.compile(
    r"\bin (?:the )?(?:patient|client|member)s?'?s?'? (?:own )?homes?\b|\bin their (?:own )?homes?\b|\b(?:en el|al) hogar\b|\bhogar de los pacientes", re.IGNORECASE
)
_HOME_TITLE = re.compile(r"\bhome\b|\bin-home\b|\bvisiting\b|\bfield\b", re.IGNORECASE)
_WELLNESS = re.compile(
    r"\bvitamin (?:ivs?|infusions?|drips?|injections?|shots)|\biv (?:hydration|vitamin|drips?|nutrient|wellness)\b|\bdrip ?bar\b|\bdrips?\b|\bwellness (?:ivs?|infusions?|drips?|and (?:medical|therapeutic))|\bmed(?:ical)? ?spa\b"
    r"|\bnad\+?(?=[ ,.;])|\bmyers",
    re.IGNORECASE,
)
_PEDIATRIC = re.compile(r"\bp(?:a)?ediatrics?\b|\bpeds\b|\bchildren'?s?\b", re.IGNORECASE)
_PER_DIEM = re.compile(r"\bper[- ]?diem\b|\bprn\b|\bcasual\b|\bas[- ]needed\b", re.IGNORECASE)
_SAYS_PER_DIEM = re.compile(
    r"\b(?:position|schedule|employment|status|job type|shift|hours|role|is an?|for)\b[^.\n]{0,25}\b(?:per[- ]diem|prn)\b|\b(?:per[- ]diem|prn|as[- ]needed) (?:role|position|opportunit|basis|infusion|rn|nurse)",
    re.IGNORECASE,
)
_REGULAR = re.compile(r"\bfull[- ]?time\b|\bpart[- ]?time\b|\bft\b|\bpt\b", re.IGNORECASE)
_TRAVEL = re.compile(r"\btravel(?:er|ing)?\b(?! (?:to|between|required|within))", re.IGNORECASE)
_GENERIC = re.compile(
    r"(?:\b(?:the|a|an|for|in|staff|clinic(?:al)?|registered|professional|licensed|practical|vocational|nurses?|nursing|rns?|r\.n\.?|lpns?|lvns?|full|part|time|prn|per|diem|ft|pt|days?"
    r"|shifts?|i{1,3}|needed|hiring|independent|mobile|outpatient|ambulatory|center|office|physician|job|position|specialist|or|and)\b|[^a-z])*",
    re.IGNORECASE,
)
_INFUSION_PHARMACY = re.compile(r"\b(?:home|specialty|alternate[- ]site)? ?infusion pharmac|\bhome infusion\b|\biv pharmac|\binfusion (?:therapy )?(?:company|provider|patients)", re.IGNORECASE)
_STERILE = re.compile(r"\bsteril|\biv room|\bclean ?room|\bcompounding tech|\bi\.?v\.? ?(?:compound|admix|prep)|\baseptic", re.IGNORECASE)

_NURSE = re.compile(r"\bnurs(?:e|es|ing)\b|\br\.?n\.?s?\b|\brn[a-z]?\b|\blpns?\b|\blvns?\b|\benfermer", re.IGNORECASE)
_LPN = re.compile(r"\blpns?\b|\blvns?\b|\blicensed (?:practical|vocational)", re.IGNORECASE)
_RN = re.compile(r"\br\.?n\.?s?\b|\bregistered\b", re.IGNORECASE)
_TECH = re.compile(r"\btech(?:nician)?s?\b|\bcpht\b", re.IGNORECASE)


class Rule(NamedTuple):
    slug: str
    title: re.Pattern[str]


def _rules(*rows: tuple[str, str]) -> tuple[Rule, ...]:
    return tuple(Rule(slug, re.compile(pattern, re.IGNORECASE)) for slug, pattern in rows)


# Offices held in an infusion service, by title, before the kinds of bedside nurse.
_OFFICES = _rules(
    ("infusion-nurse-practitioner", r"\bnurse practitioner\b|\bnp\b|\baprn\b|\barnp\b|\badvanced practice"),
    ("infusion-sales-account", r"\baccount (?:executive|manager)|\bterritory\b|\bsales\b|\bbusiness development"),
    ("infusion-scheduler", r"\bscheduler\b|\bscheduling\b|\bpatient access\b|\bpatient service|\breceptionist|\bfront desk|\bunit (?:clerk|secretary)"),
    ("director-infusion-services", r"\bdirector\b|\bvice president\b|\bvp\b"),
    ("infusion-nurse-supervisor", r"\bsupervisor\b|\bsupv\b|\bassistant (?:nurse )?manager|\basst\.? (?:nurse )?manager"),
    ("infusion-nurse-manager", r"(?<!case )(?<!care )(?<!territory )\bmanager\b|\bmgr\b"),
    ("infusion-nurse-educator", r"\beducator\b|\bprofessional development"),
    ("device-data-analyst", r"\banalyst\b|\binformatics\b"),
    ("infusion-intake-nurse", r"\bintake\b|\bprior auth|\bauthorization|\badmissions? nurse"),
    ("infusion-care-coordinator", r"\bliaison\b|\bcoordinator\b|\bnavigator\b|\bcase manager\b|\bcare manager\b"),
    ("infusion-tele-nurse", r"\bremote\b|\btele-?(?:health|nurse)\b|\bvirtual\b|\btele-infusion"),
    ("senior-infusion-nurse", r"\bcharge\b|\blead\b|\bsenior\b|\bsr\.?\b|\bclinical lead"),
)
# Offices that a nurse who gives infusions may hold in name only.
_BEDSIDE_AFTER_ALL = frozenset({"infusion-care-coordinator", "senior-infusion-nurse"})
_ADMINISTERS = re.compile(r"\bresponsible for (?:providing|administering|giving)\s(?:[a-z]+\s){0,3}infusions?\b", re.IGNORECASE)


def read_role(text: Text, raw: RawPosting, licenses: tuple[str, ...] = ()) -> Reading:
    """`role` with the title or the words that decide it; `licenses` are those the body requires."""
    title = re.sub(r"\s+", " ", raw.title).strip()[:300]
    role, quote = _role(text, raw, title, licenses)
    return Reading({"role": role}, {"role": [quote]} if role and quote else {})


def _role(text: Text, raw: RawPosting, title: str, licenses: tuple[str, ...]) -> tuple[str | None, str]:
    if re.search(r"\bpharmac(?:ist|y|ists)\b|\bpharm\b|\brph\b", title, re.IGNORECASE) or (_TECH.search(title) and _STERILE.search(title)):
        if not _NURSE.search(title):
            return _pharmacy_role(text, raw, title), title[:200]
    body = _body(text)
    in_title = _INFUSION.search(title) or (_CHEMO.search(title) and not _WARD.search(title))
    if in_title and (_DENIES.search(body) or _is_contradicted(body)):
        return None, ""
    if not in_title and not _NURSE.search(title):
        return None, ""
    if in_title:
        return _infusion_role(raw, title, body, licenses), title[:200]
    return _role_of_body(text, raw, title, body, licenses)


def _body(text: Text) -> str:
    """The clean text without what employers say of themselves."""
    return "\n".join(line.text for line in text.lines if line.section not in {"about", "eeo", "keywords"})[:12_000]


def _is_contradicted(body: str) -> bool:
    """Whether a long body speaks of other units and never of infusion."""
    if len(body) < 600 or _GIVES.search(body):
        return False
    return len({match[0].lower() for match in _OTHER_UNIT.finditer(body)}) >= 2


def _infusion_role(raw: RawPosting, title: str, body: str, licenses: tuple[str, ...]) -> str | None:
    for slug, pattern in _OFFICES:
        if pattern.search(title) and not (slug in _BEDSIDE_AFTER_ALL and _keeps_giving(slug, body)):
            return slug
    if not _NURSE.search(title):
        if re.search(r"\bmedical assistant|\bma\b|\bcma\b|\btech(?:nician)?\b|\bpct\b|\bcna\b|\bpatient care", title, re.IGNORECASE):
            return "infusion-medical-assistant"
        if not re.search(r"\bspecialist\b|\bteam\b|\bclinician\b", title, re.IGNORECASE) or not licenses:
            return None
    return _nurse_role(raw, title, body, licenses)


def _keeps_giving(slug: str, body: str) -> bool:
    return slug == "infusion-care-coordinator" and bool(_ADMINISTERS.search(body))


def _nurse_role(raw: RawPosting, title: str, body: str, licenses: tuple[str, ...]) -> str:
    if _is_practical(title, licenses):
        return "lpn-infusion"
    access = re.search(r"\bpicc\b|\bvascular access\b", title, re.IGNORECASE)
    if access:
        return "picc-nurse" if access[0].lower() == "picc" else "vascular-access-nurse"
    if re.search(r"\bhydration\b|\bvitamin\b|\bdrip\b|\bwellness\b", f"{title} {raw.company}", re.IGNORECASE) and _WELLNESS.search(f"{title} {body}"):
        return "wellness-infusion-clinician"
    if _is_at_home(title, body):
        return "home-infusion-nurse"
    if _ONCOLOGY.search(title) or _is_oncology(raw, body):
        return "oncology-infusion-nurse"
    if _PEDIATRIC.search(f"{title} {raw.company}"):
        return "pediatric-infusion-nurse"
    if len(_WELLNESS.findall(body)) >= 2:
        return "wellness-infusion-clinician"
    if _TRAVEL.search(title):
        return "travel-infusion-nurse"
    if _is_per_diem(raw, title, body):
        return "per-diem-infusion-nurse"
    return "infusion-nurse"


def _is_practical(title: str, licenses: tuple[str, ...]) -> bool:
    if _LPN.search(title):
        return not _RN.search(title)
    return "lpn-lvn" in licenses and "rn" not in licenses and not _RN.search(title)


def _is_at_home(title: str, body: str) -> bool:
    if _HOME_TITLE.search(title):
        return True
    if re.search(r"\bcenters?\b|\bclinic\b|\bsuite\b|\boutpatient\b|\bambulatory\b|\bhospital\b", title, re.IGNORECASE):
        return False
    return len(_HOME.findall(body)) >= 2 or bool(_IN_HOMES.search(body))


def _is_oncology(raw: RawPosting, body: str) -> bool:
    """Whether an infusion nurse's patients are above all those with cancer."""
    if re.search(r"\bcancer\b|\boncolog|\bhematolog", raw.company, re.IGNORECASE):
        return True
    named = len(_ONCOLOGY.findall(body))
    if _ONCOLOGY_PLACE.search(body, 0, 2_500) and named >= 2:
        return True
    return named >= 5 or (named >= 4 and bool(_GIVES_CHEMO.search(body)))


def _is_per_diem(raw: RawPosting, title: str, body: str) -> bool:
    if _PER_DIEM.search(title):
        return not _REGULAR.search(title)
    if raw.columns.get("job_type", "").strip().lower() == "perdiem":
        return not _REGULAR.search(title)
    return bool(_SAYS_PER_DIEM.search(body)) and not _REGULAR.search(body)


def _role_of_body(text: Text, raw: RawPosting, title: str, body: str, licenses: tuple[str, ...]) -> tuple[str | None, str]:
    """A title without infusion: oncology clinics that give chemotherapy, and plain "Registered Nurse"."""
    if _ONCOLOGY.search(title):
        gives = _GIVES_CHEMO.search(body)
        if gives and not _INPATIENT.search(title) and (_OUTPATIENT.search(title) or _ONCOLOGY.search(raw.company) or len(_OUTPATIENT.findall(body)) >= 2) and not re.search(r"\binpatient\b", body[:2500], re.IGNORECASE):
            return ("lpn-infusion" if _is_practical(title, licenses) else "oncology-infusion-nurse"), gives[0][:200]
        return None, ""
    if not _GENERIC.fullmatch(title):
        return None, ""
    found = _INFUSION_WORK.findall(body)
    first = _INFUSION_WORK.search(body)
    if len(found) < 4 or first is None or first.start() > 900:
        return None, ""
    return _nurse_role(raw, title, body, licenses), first[0][:200]


def _pharmacy_role(text: Text, raw: RawPosting, title: str) -> str | None:
    body = _body(text)
    named = _INFUSION.search(title) or re.search(r"[a-z]fusion\b|\binfus", f"{title} {raw.company}", re.IGNORECASE)
    works = named or len(_INFUSION_PHARMACY.findall(text.clean[:12_000])) >= 2
    sterile = _STERILE.search(title)
    if not _TECH.search(title):
        if re.search(r"\bpharmacist\b|\brph\b", title, re.IGNORECASE):
            return "infusion-pharmacist" if named or works or (sterile and not re.search(r"non-?sterile", body, re.IGNORECASE)) else None
        return "pharmacy-purchaser" if re.search(r"\bbuyer\b|\bpurchas", title, re.IGNORECASE) else None
    if re.search(r"\bbuyer\b|\bpurchas|\binventory\b|\bprocurement", title, re.IGNORECASE):
        return "pharmacy-purchaser"
    if not (works or sterile or _ONCOLOGY.search(title)):
        return None
    if re.search(r"\blead\b|\bsupervisor\b|\bmanager\b", title, re.IGNORECASE):
        return "lead-infusion-pharmacy-technician"
    if re.search(r"\bchemo|\bhazardous|\boncolog", title, re.IGNORECASE) and not re.search(r"\binfusion\b", title, re.IGNORECASE):
        return "chemo-compounding-technician"
    return "iv-compounding-technician" if sterile else "infusion-pharmacy-technician"
