"""Where the work is done: the practice settings a posting names for its own job."""

import re
from functools import cache

from jobs.extraction.lexicon import patterns
from jobs.extraction.text import Text
from jobs.extraction.types import RawPosting, Reading

_I = re.IGNORECASE


@cache
def _chain(kind: str) -> re.Pattern[str]:
    """Employers whose name alone says what they are, by kind."""
    names = patterns()["employer"].get(kind, ())
    return re.compile("|".join(rf"\b{re.escape(name)}\b" for name in names) or r"(?!)", _I)


def _employers(kind: str, pattern: str) -> re.Pattern[str]:
    """A pattern of words for a kind of employer, with the chains of that kind."""
    return re.compile(f"{pattern}|{_chain(kind).pattern}", _I)


_HOSPITAL = _employers(
    "hospital",
    r"\bhospitals?\b|\bmedical cent(?:er|re)|\bhealth ?(?:system|care)\b|\bhealth\b|\bregional medical|\bmedicine\b|\bst\.? [A-Z]\w+'s\b|\buniversity\b|\bclinic foundation",
)
_HOSPITAL_ONLY = re.compile(r"\bhospitals?\b|\bmedical cent(?:er|re)|\bhca\b|\bhealth system|\bhealthcare system|\bregional health|\bmemorial\b", _I)
_NOT_HOSPITAL = _employers(
    "not-hospital",
    r"\bhome ?(?:health|care|service)|\bhospice|\bnursing\b|\brehab|\bsenior|\bliving\b|\bstaffing|\btravel|\binfusion|\bspecialty|\burgent care|\bhealth cent|\bhealth clinic|\bwellness\b|\bdialysis|\bpharmac|\bphysicians?\b|\bdermatolog|\bbehavioral|\bagency\b|\brecruit|\bsolutions\b|\bschool|\bcorrection|\bintegrat|\bfamily health|\bmedical group\b",
)

# Titles that say the unit; the first that matches wins.
_UNITS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(pattern, _I), slugs)
    for pattern, slugs in (
        (r"\bhospice\b|\bpalliative\b", ("hospice-palliative",)),
        (r"\burgent care\b|\bcentra care\b", ("urgent-care",)),
        (r"\bdialysis\b|\bhemodialysis\b|\brenal\b(?! (?:unit|med|tele))", ("dialysis-center",)),
        (r"\bltach?\b|\blong[- ]term acute", ("ltach",)),
        (r"\blong[- ]term care\b|\bltc\b|\bsnf\b|\bskilled nursing|\bnursing home|\bmds\b|\bsub-?acute\b|\bpost-?acute\b|\btcu\b|\btransitional care", ("long-term-care",)),
        (r"\bhome (?:health|care)\b|\bhomecare\b|\bhome hospice|\bprivate duty\b|\bin-?home\b(?!.*infusion)", ("home-health-agency",)),
        (r"\bemergency\b(?! preparedness)|\bE[DR]\b(?=\W|$)(?<!-ED)|\bfree ?standing er\b", ("emergency-department",)),
        (r"\b(?:[cmstnp]?v?icu|ccu|csicu|ticu|nsicu|msicu|cicu|cticu|ncc?u|intensive care|critical care)\b", ("critical-care",)),
        (r"\btelehealth\b|\btele-?nurs|\btele-?triage|\bvirtual\b|\bwork from home|\bremote\b", ("telehealth-remote",)),
        (r"\bclinical (?:research|trials?)\b|\bresearch (?:nurse|rn|coordinator)|\bphase (?:1|i)\b", ("research-clinical-trials",)),
        (r"\butilization (?:review|management)|\bprior auth|\bcase management nurse.*health plan", ("payer-utilization",)),
        (
            r"\bmed(?:ical)?[ /&-]*surg\w*|\btele(?:metry)?\b|\binpatient\b|\bpcu\b|\bprogressive care|\bstep-?down|\bimc(?:u)?\b|\bimu\b|\bimcu\b|\blabor\b|\bl ?& ?d\b|\bldrp?\w*\b|\bpost-?partum|\bmother[ /-]*baby|\bacute care\b"
            r"|\bbone marrow|\bmaternity\b|\bobservation\b|\bm/s\b|\bortho(?:pedics?)?[ /-]+(?:neuro|trauma|unit)|\bneuro(?:logy|science)? (?:unit|med)|\bblood cancer|\b\d+(?:st|nd|rd|th)? floor|\bwomen'?s (?:and|&) (?:infants?|children)"
            r"|\b(?:\d+|[a-z]+) (?:west|east|north|south|tower) |\bnursery\b|\bfamily birth|\bantepartum|\bpsych\w* unit|\bacute rehab|\bcardiac (?:unit|tele|step|progressive)|\boncology (?:unit|inpatient|m/s|pcu)|\bmedical[ /]oncology\b.*(?:nights?|unit|pcu|days|shift)"
            r"|\bintermediate care|\bmedical unit\b|\bfloat pool|\bresource (?:pool|team)|\bmother baby|\bnurse residency|\bhouse supervisor|\brapid response|\btransplant unit",
            ("hospital-inpatient",),
        ),
    )
)

# What the employer is, where its name says so and the title says no unit.
_EMPLOYERS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(pattern, _I), slugs)
    for pattern, slugs in (
        (r"\bhospice\b|\bpalliative\b", ("hospice-palliative",)),
        (r"\burgent care\b", ("urgent-care",)),
        (r"\bdialysis\b|\bkidney care", ("dialysis-center",)),
        (r"\bhome ?(?:health|care)\b|\bhomecare\b|\bvisiting nurse|\bvna\b", ("home-health-agency",)),
        (
            r"\bnursing (?:and|&|center|home|care)|\brehab(?:ilitation)?\b.*\b(?:center|care|nursing|health|wellness)|\b(?:health|healthcare|care|nursing|wellness|living) (?:and|&|\+) rehab|\bskilled nursing|\bsenior (?:living|care|communit)|\bassisted living"
            r"|\bretirement communit|\bmanor\b|\bconvalescent|\bpost[- ]acute|\bcare center\b|\bvillages?\b.*(?:care|health)",
            ("long-term-care",),
        ),
        (r"\bveterans\b|\bva medical|\bdepartment of (?:defense|veterans)|\bindian health service|\barmy\b|\bnavy\b|\bair force\b|\bdefense health", ("va-military",)),
        (r"\bcommunity health cent|\bfqhc\b|\bfamily health cent|\bhealth cent(?:er|ers)\b(?=.*community)", ("community-health-center",)),
    )
)
_CHILDREN = _employers(
    "pediatric-hospital",
    r"\bchildren'?s (?:hospital|health|medical|mercy|national|healthcare)\b|\bhospital for children|\bfor children\b",
)

_SPECIALTIES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("rheumatology-clinic", re.compile(r"\brheum", _I)),
    ("gastroenterology-clinic", re.compile(r"\bgastro|\bdigestive|\bgi\b", _I)),
    ("neurology-clinic", re.compile(r"\bneurolog|\bms clinic|\bmultiple sclerosis", _I)),
)
_ONCOLOGY = re.compile(r"\boncolog|\bcancer\b|\bhem/?onc|\bchemo|\bhematolog", _I)
_WELLNESS = re.compile(r"\bdrip ?bar\b|\bmed(?:ical)? ?spa\b|\biv (?:hydration|vitamin|lounge|wellness|drip)|\bvitamin (?:iv|infusion|drip)|\bwellness (?:iv|infusion|spa|drip)|\bhydration (?:clinic|bar|lounge)|\baesthetic", _I)
_CLINIC = re.compile(
    r"\bmedical group\b|\bphysicians?\b|\bspecialists\b|\bassociates\b|\bclinic\b|\boutpatient\b|\bcancer (?:center|care|clinic|institute)|\bambulatory\b|\bradiation|\bnavigat|\btriage", _I
)
_TRANSPLANT = re.compile(r"\bBMT\b|\bbone marrow|\bstem cell|\bcell(?:ular)? therap|\bcar-?t\b", _I)
_DESK = re.compile(r"\bprogram manager|\boutcomes|\bclinical specialist|\beducator|\bsales|\baccount\b|\brecruit|\bregistry|\banalyst|\bdata\b|\bquality", _I)
_FACILITIES = re.compile(r"\bskilled nursing|\bnursing (?:and|&) rehab|\bnursing homes?\b|\bsnfs?\b|\blong[- ]term care|\brehab(?:ilitation)? (?:facilit|center)|\bacross facilities", _I)
_HOMES = re.compile(r"\b(?:patient|client|member)s?'?s?'? (?:own )?homes?\b|\btheir (?:own )?homes?\b|\bin[- ]home\b|\bhome infusion|\bin the home\b|\bhome setting|\bhogar\b", _I)
_SUITES = re.compile(r"\b(?:ambulatory )?infusion (?:centers?|suites?|clinics?|rooms?|lounge)\b", _I)
_OUTPATIENT = re.compile(r"\boutpatient\b|\binfusion (?:center|clinic|suite|room)|\bambulatory\b|\bcancer center|\bclinic\b", _I)
_MOBILE = re.compile(r"\bmobile\b(?! (?:device|phone|app|staffing))|\bconcierge\b", _I)
_VISITS = re.compile(r"\bmobile (?:field|role|infusion|vascular|nurse|rn|health)|\bfield role|\bacross (?:the designated )?(?:facilities|areas)|\bvisits dispatched", _I)
_OFFICE = re.compile(r"\bphysician(?:'s)? (?:office|clinic|practice)|\bprivate practice|\bdoctor'?s office|\bmedical (?:office|practice|associates|group)\b|\bprimary care (?:office|clinic|practice)", _I)
_HHA = re.compile(r"\bhome health agency|\bhome (?:health|care) (?:nurs|agency|staff|aide|rn)|\bvisiting nurse|\bhome care\b", _I)

_COMMUNITY = re.compile(r"\bcommunity health|\bfqhc\b|\bcommunity healthcare|\bfederally qualified", _I)
_NOT_A_WARD = re.compile(
    r"\bclinic\b|\boffice\b|\boutpatient|\bambulatory|\bOR\b|\boperating|\bperi-?op|\bsurg|\bpacu\b|\bpre-?op|\bendo|\bcath|\bcase manag|\bcare manag|\bcoordinator|\bnavigat|\bphysician|\bpractice\b|\bprimary care"
    r"|\beducator|\bquality|\bmanager\b|\bdirector|\bschool|\bcorrection|\bsci\b|\bprison|\bjail|\bconsultant|\banesthe|\bcrna\b|\bpractitioner|\banalyst|\btriage|\bradiolog|\bimaging|\boccupational|\bemployee health|\brecruit"
    r"|\btransport|\bflight|\binformatics|\binfection|\btravel|\bwound|\blactation|\bresearch|\breview|\bauditor|\bbehavioral|\bpsych|\bdetox|\brecovery|\blaser|\baesthetic|\bvaccin|\bimmuniz",
    _I,
)
_WARD = re.compile(r"\binpatient unit|\b\d+[- ]bed\b[^.]{0,40}\bunit\b|\bmed(?:ical)?[ /-]?surg\w*|\btelemetry\b|\bacute care (?:unit|setting|nursing)|\bbedside\b|\bprogressive care|\bstep-?down", _I)
_BODIES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("home-health-agency", re.compile(r"\bhome health\b|\bhome care\b|\bhomecare\b|\bprivate duty\b", _I)),
    ("long-term-care", re.compile(r"\bskilled nursing|\blong[- ]term care|\bnursing home|\bresidents\b|\bassisted living|\bpost-acute|\bsnf\b", _I)),
    ("hospice-palliative", re.compile(r"\bhospice\b|\bpalliative\b", _I)),
    ("dialysis-center", re.compile(r"\b(?:hemo)?dialysis\b", _I)),
    ("urgent-care", re.compile(r"\burgent care\b", _I)),
    ("community-health-center", re.compile(r"\bcommunity health cent\w+|\bfqhc\b|\bfederally qualified", _I)),
)
_INFUSION_ROLES = frozenset(
    {
        "infusion-nurse", "senior-infusion-nurse", "infusion-nurse-supervisor", "infusion-nurse-manager",
        "director-infusion-services", "home-infusion-nurse", "oncology-infusion-nurse", "pediatric-infusion-nurse",
        "travel-infusion-nurse", "per-diem-infusion-nurse", "lpn-infusion", "infusion-medical-assistant", "infusion-care-coordinator",
        "infusion-nurse-educator", "infusion-scheduler", "infusion-nurse-practitioner", "wellness-infusion-clinician", "infusion-intake-nurse",
    }
)  # fmt: skip
_PHARMACY = re.compile(r"\bpharmac|\bpharm\b|\brph\b|\bcpht\b", _I)
_RETAIL = _employers("retail-pharmacy", r"\bretail\b|\bgrocery|\bsupermarket|\bdispensary")
_PAYER = _employers("payer-utilization", r"\bhealth ?plan|\bpbm\b|\bmanaged care")
_SPECIALTY = _employers("specialty-pharmacy", r"\bspecialty|\bnuclear")


def read_settings(text: Text, raw: RawPosting, role: str | None = None) -> Reading:
    """`settings` of the job itself, with the words each rests on."""
    reading = Reading({"settings": ()})
    place = _Place(text, raw, role)
    for slug, quote in place.settings():
        reading.add("settings", slug, quote)
    return reading


class _Place:
    """One posting's title, employer and body, asked in turn what they say of the place."""

    def __init__(self, text: Text, raw: RawPosting, role: str | None):
        self.text = text
        self.role = role
        self.title = re.sub(r"\s+", " ", raw.title)[:300]
        self.company = raw.company[:200]
        self.body = "\n".join(line.text for line in text.lines if line.section not in {"about", "eeo", "keywords", "benefits"})[:8_000]

    def settings(self) -> list[tuple[str, str]]:
        if _PHARMACY.search(self.title) and not re.search(r"\bnurse\b|\brn\b", self.title, _I):
            return self._of_pharmacy()
        if self.role in {"vascular-access-nurse", "picc-nurse"}:
            return self._of_vascular_access()
        if self.role in _INFUSION_ROLES:
            return self._of_infusion()
        return self._of_nursing()

    def _is_hospital(self) -> bool:
        return bool(_HOSPITAL.search(self.company)) and not _NOT_HOSPITAL.search(self.company)

    def _cite(self, pattern: re.Pattern[str]) -> str:
        """The words in the source that a pattern rests on: in the title, the employer's name or the text."""
        for words in (self.title, self.company):
            if pattern.search(words):
                return words.strip()[:200]
        found = pattern.search(self.text.clean)
        return self.text.quote_around(*found.span()) if found else self.title.strip()[:200]

    def _of_infusion(self) -> list[tuple[str, str]]:
        named = f"{self.title} {self.company}"
        if self.role == "wellness-infusion-clinician" or _WELLNESS.search(named):
            found = [("iv-wellness-medspa", self._cite(_WELLNESS))]
            return found + ([("mobile-iv", self._cite(_MOBILE))] if _MOBILE.search(self.title) else [])
        if self.role == "home-infusion-nurse" or re.search(r"\bhome infusion", self.title, _I):
            return self._of_home_infusion()
        if _FACILITIES.search(self.body) and (_VISITS.search(f"{self.title} {self.body}") or not self._is_hospital()) and len(_HOMES.findall(self.body)) < 2:
            found = [("long-term-care", self._cite(_FACILITIES))]
            return found + ([("mobile-iv", self._cite(_MOBILE))] if _MOBILE.search(f"{self.title} {self.body}") else [])
        if len(_HOMES.findall(self.body)) >= 2 and not re.search(r"\bcenter|\bclinic|\boutpatient", self.title, _I):
            return self._of_home_infusion()
        return self._of_infusion_center()

    def _of_home_infusion(self) -> list[tuple[str, str]]:
        found = [("home-infusion", self._cite(_HOMES))]
        if re.search(r"\bhome (?:health|care|services?)\b", f"{self.title} {self.company}", _I) or re.search(r"\bhome health aide|\bVNA\b|\bOASIS\b|\bvisiting nurse|\bhome health agency", self.body):
            found.append(("home-health-agency", self._cite(_HHA)))
        if re.search(r"\bhomes?\b[^.\n]{0,30}\b(?:and|or|and/or|/)\b[^.\n]{0,20}infusion (?:suites?|centers?|clinics?)|infusion (?:suites?|centers?|clinics?)[^.\n]{0,25}\b(?:and|or)\b[^.\n]{0,25}\bhomes?\b", self.body, _I):
            found.append(("ambulatory-infusion-suite", self._cite(_SUITES)))
        return found

    def _of_infusion_center(self) -> list[tuple[str, str]]:
        named = f"{self.title} {self.company}"
        found: list[tuple[str, str]] = []
        for slug, pattern in _SPECIALTIES:
            if pattern.search(named):
                return [(slug, self._cite(pattern))]
        oncology = self.role == "oncology-infusion-nurse" or _ONCOLOGY.search(named)
        if re.search(r"\bhealth cent(?:er|ers)\b|\bcommunity health", self.company, _I) and _COMMUNITY.search(self.text.clean):
            return [("community-health-center", self._cite(_COMMUNITY))]
        if _CHILDREN.search(self.company):
            found.append(("pediatric-hospital", self._cite(_CHILDREN)))
        if oncology:
            found.append(("oncology-clinic", self._cite(_ONCOLOGY)))
        if self._is_hospital():
            if re.search(r"\biv therapy\b|\biv team\b|\binpatient\b", self.title, _I) and not _OUTPATIENT.search(self.title):
                return [*found, ("hospital-inpatient", self._cite(_HOSPITAL))]
            if not (oncology and re.search(r"\bcancer\b", self.company, _I)):
                found.append(("hospital-outpatient-infusion", self._cite(_OUTPATIENT)))
        elif not found:
            if _MOBILE.search(self.title):
                found.append(("mobile-iv", self._cite(_MOBILE)))
            elif _OFFICE.search(f"{named} {self.body[:1500]}") and not _SUITES.search(named):
                found.append(("physician-office", self._cite(_OFFICE)))
            elif _SUITES.search(f"{named} {self.body}") or re.search(r"\binfusion\b", self.company, _I):
                found.append(("ambulatory-infusion-suite", self._cite(_SUITES)))
        return found

    def _of_vascular_access(self) -> list[tuple[str, str]]:
        if _CHILDREN.search(self.company):
            return [("pediatric-hospital", self._cite(_CHILDREN)), ("hospital-inpatient", self._cite(_HOSPITAL))]
        if self._is_hospital():
            return [("hospital-inpatient", self._cite(_HOSPITAL))]
        found = [("long-term-care", self._cite(_FACILITIES))] if _FACILITIES.search(self.body) else []
        return found + ([("mobile-iv", self._cite(_MOBILE))] if _MOBILE.search(self.title) else [])

    def _of_nursing(self) -> list[tuple[str, str]]:
        for pattern, slugs in _UNITS:
            if pattern.search(self.title):
                if slugs == ("hospital-inpatient",) and _TRANSPLANT.search(self.title):
                    slugs = ("hospital-inpatient", "transplant-cell-therapy")
                found = [(slug, self._cite(pattern)) for slug in slugs]
                if _CHILDREN.search(self.company) and slugs[0] in {"hospital-inpatient", "critical-care", "emergency-department"}:
                    found.append(("pediatric-hospital", self._cite(_CHILDREN)))
                return found
        for slug, pattern in _SPECIALTIES:
            if pattern.search(self.title) and re.search(r"\bclinic\b|\boffice\b|\boutpatient|\bambulatory", self.title, _I):
                return [(slug, self._cite(pattern))]
        if _ONCOLOGY.search(self.title) and not _DESK.search(self.title):
            if _TRANSPLANT.search(self.title):
                return [("hospital-inpatient", self._cite(_TRANSPLANT)), ("transplant-cell-therapy", self._cite(_TRANSPLANT))]
            clinic = _CLINIC.search(f"{self.title} {_HOSPITAL.sub('', self.company)}")
            clinic = clinic and not re.search(r"\bnights?\b", self.title, _I)
            if clinic or _ONCOLOGY.search(self.company):
                return [("oncology-clinic", self._cite(_ONCOLOGY))]
            return [("hospital-inpatient", self._cite(_HOSPITAL))] if self._is_hospital() else []
        for pattern, slugs in _EMPLOYERS:
            if pattern.search(self.company) or _chain(slugs[0]).search(self.company):
                return [(slug, self.company.strip()[:200]) for slug in slugs]
        if _CHILDREN.search(self.company):
            return [("pediatric-hospital", self._cite(_CHILDREN))]
        return self._of_body()

    def _of_body(self) -> list[tuple[str, str]]:
        """Where neither title nor employer says: what the body keeps coming back to."""
        if _NOT_A_WARD.search(self.title):
            return []
        if _HOSPITAL_ONLY.search(self.company) and not _NOT_HOSPITAL.search(self.company):
            return [("hospital-inpatient", self._cite(_WARD))] if _WARD.search(self.body) else []
        counts = [(len(pattern.findall(self.text.clean[:10_000])), slug, pattern) for slug, pattern in _BODIES]
        count, slug, pattern = max(counts, key=lambda row: row[0])
        if count < 3 or sorted(row[0] for row in counts)[-2] * 2 > count:
            return []
        return [(slug, self._cite(pattern))]

    def _of_pharmacy(self) -> list[tuple[str, str]]:
        named = f"{self.title} {self.company}"
        if self.role == "infusion-pharmacist" or self.role == "infusion-pharmacy-technician":
            if not self._is_hospital() or re.search(r"\bhome infusion", named, _I):
                return [("home-infusion-pharmacy", self._cite(re.compile(r"\binfusion\b|\biv pharm", _I)))]
        if re.search(r"\b503b\b|\boutsourcing facilit", f"{named} {self.body}", _I):
            return [("503b-outsourcing", self._cite(re.compile(r"\b503b\b|\boutsourcing", _I)))]
        if _PAYER.search(named) or (len(_PAYER.findall(self.body)) >= 3 and not self._is_hospital()):
            return [("payer-utilization", self._cite(_PAYER))]
        specialty = re.compile(r"\bspecialty pharmac|\bspecialty medication|\bnuclear pharmac|\bmail[- ]order", _I)
        if _SPECIALTY.search(named) or (len(specialty.findall(self.body)) >= 2 and not self._is_hospital()):
            return [("specialty-pharmacy", self._cite(specialty))]
        if _RETAIL.search(named):
            return []
        hospital = re.compile(r"\bhospital\b|\bacute care\b|\binpatient\b|\bmedical center\b", _I)
        if hospital.search(self.title) or (self._is_hospital() and hospital.search(f"{self.company} {self.body}")):
            found = [("hospital-pharmacy", self._cite(hospital))]
            return [("pediatric-hospital", self._cite(_CHILDREN)), *found] if _CHILDREN.search(self.company) else found
        return []
