"""The words by which a title, an employer or a body tells the practice setting."""

import re
from functools import cache

from jobs.extraction.lexicon import patterns


@cache
def chain(kind: str) -> re.Pattern[str]:
    """Employers whose name alone says what they are, by kind."""
    names = patterns()["employer"].get(kind, ())
    return re.compile("|".join(rf"\b{re.escape(name)}\b" for name in names) or r"(?!)", re.IGNORECASE)


def employers(kind: str, pattern: str) -> re.Pattern[str]:
    """A pattern of words for a kind of employer, with the chains of that kind."""
    return re.compile(f"{pattern}|{chain(kind).pattern}", re.IGNORECASE)


HOSPITAL = employers(
    "hospital",
    r"\bhospitals?\b|\bmedical cent(?:er|re)|\bhealth ?(?:system|care)\b|\bhealth\b"
    r"|\w{3}health\b|\bregional medical|\bmedicine\b|\bst\.? [A-Z]\w+'s\b|\buniversity\b|\bclinic foundation",
)
# "Health" alone names hospitals and infusion companies alike: the text must speak of a hospital.
FIRM_HOSPITAL = employers(
    "hospital",
    r"\bhospitals?\b|\bmedical cent(?:er|re)|\bhealth ?(?:system|care system)|\buniversity\b"
    r"|\bclinic foundation",
)
SPEAKS_OF_HOSPITAL = re.compile(
    r"\bhospitals?\b|\bmedical cent(?:er|re)|\bhealth ?(?:system|care system)|\binpatient\b|\bmagnet\b",
    re.IGNORECASE,
)
# The employer as the text names it, where the source names none.
NAMED_HOSPITAL = re.compile(
    r"\b(?:[A-Z][\w.'&-]+ ){1,4}(?:Hospital|Medical Center|Health System|Cancer Center|Regional Health)\b"
)
HOSPITAL_ONLY = re.compile(
    r"\bhospitals?\b|\bmedical cent(?:er|re)|\bhca\b|\bhealth system|\bhealthcare system"
    r"|\bregional health|\bmemorial\b",
    re.IGNORECASE,
)
NOT_HOSPITAL = employers(
    "not-hospital",
    r"\bhome ?(?:health|care|service)|\bhospice|\bnursing\b|\brehab|\bsenior|\bliving\b"
    r"|\bstaffing|\btravel|\binfusion|\bspecialty|\burgent care|\bhealth cent|\bhealth clinic"
    r"|\bwellness\b|\bdialysis|\bpharmac|\bphysicians?\b|\bdermatolog|\bbehavioral|\bagency\b"
    r"|\brecruit|\bsolutions\b|\bschool|\bcorrection|\bintegrat|\bfamily health"
    r"|\bmedical group\b",
)
# Titles that say the unit; the first that matches wins.
UNITS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), slugs)
    for pattern, slugs in (
        (r"\bhospice\b|\bpalliative\b", ("hospice-palliative",)),
        (r"\burgent care\b|\bcentra care\b", ("urgent-care",)),
        (r"\bdialysis\b|\bhemodialysis\b|\brenal\b(?! (?:unit|med|tele))", ("dialysis-center",)),
        (r"\bltach?\b|\blong[- ]term acute", ("ltach",)),
        (
            (
                r"\blong[- ]term care\b|\bltc\b|\bsnf\b|\bskilled nursing|\bnursing home|\bmds\b"
                r"|\bsub-?acute\b|\bpost-?acute\b|\btcu\b|\btransitional care"
            ),
            ("long-term-care",),
        ),
        (
            (
                r"\bhome (?:health|care)\b|\bhomecare\b|\bhome hospice|\bprivate duty\b"
                r"|\bin-?home\b(?!.*infusion)"
            ),
            ("home-health-agency",),
        ),
        (
            r"\bemergency\b(?! preparedness)|\bE[DR]\b(?=\W|$)(?<!-ED)|\bfree ?standing er\b",
            ("emergency-department",),
        ),
        (
            (
                r"\b(?:[cmstnp]?v?icu|ccu|csicu|ticu|nsicu|msicu|cicu|cticu|ncc?u|intensive care"
                r"|critical care)\b"
            ),
            ("critical-care",),
        ),
        (
            r"\btelehealth\b|\btele-?nurs|\btele-?triage|\bvirtual\b|\bwork from home|\bremote\b",
            ("telehealth-remote",),
        ),
        (
            r"\bclinical (?:research|trials?)\b|\bresearch (?:nurse|rn|coordinator)|\bphase (?:1|i)\b",
            ("research-clinical-trials",),
        ),
        (
            r"\butilization (?:review|management)|\bprior auth|\bcase management nurse.*health plan",
            ("payer-utilization",),
        ),
        (
            (
                r"\bmed(?:ical)?[ /&-]*surg\w*|\btele(?:metry)?\b|\binpatient\b|\bpcu\b|\bprogressive care"
                r"|\bstep-?down|\bimc(?:u)?\b|\bimu\b|\bimcu\b|\blabor\b|\bl ?& ?d\b|\bldrp?\w*\b"
                r"|\bpost-?partum|\bmother[ /-]*baby|\bacute care\b"
                r"|\bbone marrow|\bmaternity\b|\bobservation\b|\bm/s\b|\bortho(?:pedics?)?[ /-]+(?:neuro"
                r"|trauma|unit)|\bneuro(?:logy|science)? (?:unit|med)|\bblood cancer|\b\d+(?:st|nd|rd"
                r"|th)? floor|\bwomen'?s (?:and|&) (?:infants?|children)"
                r"|\b(?:\d+|[a-z]+) (?:west|east|north|south|tower) |\bnursery\b|\bfamily birth"
                r"|\bantepartum|\bpsych\w* unit|\bacute rehab|\bcardiac (?:unit|tele|step|progressive)"
                r"|\boncology (?:unit|inpatient|m/s|pcu)|\bmedical[ /]oncology\b.*(?:nights?|unit|pcu|days"
                r"|shift)"
                r"|\bintermediate care|\bmedical unit\b|\bfloat pool|\bresource (?:pool|team)"
                r"|\bmother baby|\bnurse residency|\bhouse supervisor|\brapid response|\btransplant unit"
            ),
            ("hospital-inpatient",),
        ),
    )
)
# What the employer is, where its name says so and the title says no unit.
EMPLOYERS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), slugs)
    for pattern, slugs in (
        (r"\bhospice\b|\bpalliative\b", ("hospice-palliative",)),
        (r"\burgent care\b", ("urgent-care",)),
        (r"\bdialysis\b|\bkidney care", ("dialysis-center",)),
        (r"\bhome ?(?:health|care)\b|\bhomecare\b|\bvisiting nurse|\bvna\b", ("home-health-agency",)),
        (
            (
                r"\bnursing (?:and|&|center|home|care)|\brehab(?:ilitation)?\b.*\b(?:center|care|nursing"
                r"|health|wellness)|\b(?:health|healthcare|care|nursing|wellness|living) (?:and|&"
                r"|\+) rehab|\bskilled nursing|\bsenior (?:living|care|communit)|\bassisted living"
                r"|\bretirement communit|\bmanor\b|\bconvalescent|\bpost[- ]acute|\bcare center\b"
                r"|\bvillages?\b.*(?:care|health)"
            ),
            ("long-term-care",),
        ),
        (
            (
                r"\bveterans\b|\bva medical|\bdepartment of (?:defense|veterans)|\bindian health service"
                r"|\barmy\b|\bnavy\b|\bair force\b|\bdefense health"
            ),
            ("va-military",),
        ),
        (
            (
                r"\bcommunity health cent|\bfqhc\b|\bfamily health cent|\bhealth cent(?:er"
                r"|ers)\b(?=.*community)"
            ),
            ("community-health-center",),
        ),
    )
)
CHILDREN = employers(
    "pediatric-hospital",
    r"\bchildren'?s (?:research )?(?:hospital|health|medical|mercy|national|healthcare)\b"
    r"|\bhospital for children|\bfor children\b",
)
SPECIALTIES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("rheumatology-clinic", re.compile(r"\brheum", re.IGNORECASE)),
    ("gastroenterology-clinic", re.compile(r"\bgastro|\bdigestive|\bgi\b", re.IGNORECASE)),
    ("neurology-clinic", re.compile(r"\bneurolog|\bms clinic|\bmultiple sclerosis", re.IGNORECASE)),
)
ONCOLOGY = re.compile(
    r"\boncolog|\bbreast (?:care|cancer|cent(?:er|re))|\bcancer\b|\bhem/?onc|\bchemo|\bhematolog",
    re.IGNORECASE,
)
WELLNESS = re.compile(
    r"\bdrip ?bar\b|\bmed(?:ical)? ?spa\b|\biv (?:hydration|vitamin|lounge|wellness|drip)"
    r"|\bvitamin (?:iv|infusion|drip)|\bwellness (?:iv|infusion|spa|drip)"
    r"|\bhydration (?:clinic|bar|lounge)|\baesthetic|\binjector\b",
    re.IGNORECASE,
)
CLINIC = re.compile(
    r"\bmedical group\b|\bphysicians?\b|\bspecialists\b|\bassociates\b|\bclinics?\b"
    r"|\boutpatient\b|\b(?:cancer|breast) (?:care )?(?:center|care|clinic|institute)|\bambulatory\b"
    r"|\bradiation"
    r"|\bnavigat|\btriage",
    re.IGNORECASE,
)
TRANSPLANT = re.compile(r"\bBMT\b|\bbone marrow|\bstem cell|\bcell(?:ular)? therap|\bcar-?t\b", re.IGNORECASE)
DESK = re.compile(
    r"\bprogram manager|\boutcomes|\bclinical specialist|\beducator|\bsales|\baccount\b"
    r"|\brecruit|\bregistry|\banalyst|\bdata\b|\bquality",
    re.IGNORECASE,
)
FACILITIES = re.compile(
    r"\bskilled nursing|\bnursing (?:and|&) rehab|\bnursing homes?\b|\bsnfs?\b"
    r"|\blong[- ]term care|\brehab(?:ilitation)? (?:facilit|center)|\bacross facilities",
    re.IGNORECASE,
)
HOMES = re.compile(
    r"\b(?:patient|client|member)s?'?s?'? (?:own )?homes?\b|\btheir (?:own )?homes?\b"
    r"|\bin[- ]home\b|\bhome infusion|\bin the home\b|\bhome setting|\bhogar\b",
    re.IGNORECASE,
)
SUITES = re.compile(
    r"\b(?:ambulatory )?infusion (?:centers?|suites?|clinics?|rooms?|lounge)\b", re.IGNORECASE
)
OUTPATIENT = re.compile(
    r"\boutpatient\b|\binfusion (?:center|clinic|suite|room)|\bambulatory\b|\bcancer center"
    r"|\bclinic\b",
    re.IGNORECASE,
)
MOBILE = re.compile(
    r"\bmobile\b(?! (?:device|phone|app|staffing))|\bconcierge\b(?! (?:\w+ )?(?:clinic|cent|suite))",
    re.IGNORECASE,
)
VISITS = re.compile(
    r"\bmobile (?:field|role|infusion|vascular|nurse|rn|health)|\bfield role"
    r"|\bacross (?:the designated )?(?:facilities|areas)|\bvisits dispatched",
    re.IGNORECASE,
)
OFFICE = re.compile(
    r"\bphysician(?:'s)? (?:office|clinic|practice)|\bprivate practice|\bdoctor'?s office"
    r"|\bmedical (?:office|practice|associates|group)\b|\bprimary care (?:office|clinic"
    r"|practice)",
    re.IGNORECASE,
)
HHA = re.compile(
    r"\bhome health agency|\bhome (?:health|care) (?:nurs|agency|staff|aide|rn)"
    r"|\bvisiting nurse|\bhome care\b",
    re.IGNORECASE,
)
COMMUNITY = re.compile(
    r"\bcommunity health|\bfqhc\b|\bcommunity healthcare|\bfederally qualified", re.IGNORECASE
)
NOT_A_WARD = re.compile(
    r"\bclinic\b|\boffice\b|\boutpatient|\bambulatory|\bOR\b|\boperating|\bperi-?op|\bsurg"
    r"|\bpacu\b|\bpre-?op|\bendo|\bcath|\bcase manag|\bcare manag|\bcoordinator|\bnavigat"
    r"|\bphysician|\bpractice\b|\bprimary care"
    r"|\beducator|\bquality|\bmanager\b|\bdirector|\bschool|\bcorrection|\bsci\b|\bprison"
    r"|\bjail|\bconsultant|\banesthe|\bcrna\b|\bpractitioner|\banalyst|\btriage|\bradiolog"
    r"|\bimaging|\boccupational|\bemployee health|\brecruit"
    r"|\btransport|\bflight|\binformatics|\binfection|\btravel|\bwound|\blactation|\bresearch"
    r"|\breview|\bauditor|\bbehavioral|\bpsych|\bdetox|\brecovery|\blaser|\baesthetic|\bvaccin"
    r"|\bimmuniz",
    re.IGNORECASE,
)
WARD = re.compile(
    r"\binpatient unit|\b\d+[- ]bed\b[^.]{0,40}\bunit\b|\bmed(?:ical)?[ /-]?surg\w*"
    r"|\btelemetry\b|\bacute care (?:unit|setting|nursing)|\bbedside\b|\bprogressive care"
    r"|\bstep-?down",
    re.IGNORECASE,
)
# "H1 is a 24-bed Acuity Adaptable Unit": the ward itself, whatever the title's specialty.
BEDS = re.compile(
    r"\b(?:is|are|our|on|the|join) (?:an? )?(?:[\w-]+ )?\d{1,3}[- ]bed,? (?:[\w/&,-]+ ){0,6}units?\b",
    re.IGNORECASE,
)
# A line that says where in a large house the job is.
DEPARTMENT = re.compile(
    r"(?:location|department|unit|specialty|facility|cost center|clinic|practice|site)(?: name)?\s?:",
    re.IGNORECASE,
)
# A nurse's title that leaves the specialty open.
TRADE = re.compile(r"\bnurses?\b|\brn\b|\bl[pv]n\b", re.IGNORECASE)
NIGHTS = re.compile(r"\bnights?\b|\bnoc\b|\b7p\b", re.IGNORECASE)
INSTITUTION = re.compile(r"\bschool|\bcorrection|\bsci\b|\bprison|\bjail", re.IGNORECASE)
HOSPICE = re.compile(r"\bhospice\b", re.IGNORECASE)
NOT_CLINIC = re.compile(
    r"\bunit\b|\bsurg|\binpatient|\bacute\b|\bpcu\b|\bnights?\b|\btele|\bfloor|\bmedical oncology\b",
    re.IGNORECASE,
)
CLINIC_HOURS = re.compile(r"\bclinic hours\b|\b(?:outpatient|oncology) clinic\b", re.IGNORECASE)
CLINIC_TITLE = re.compile(r"\bclinic|\boutpatient|\bambulatory|\boffice", re.IGNORECASE)
DEVICE_MAKER = re.compile(
    r"\bmedical devices?\b|\bmedtech\b|\b(?:existing|assigned|customer) accounts\b|\blife sciences?\b"
    r"|\bpharmaceutical (?:company|industry|sales)|\bsales (?:team|force|territory)",
    re.IGNORECASE,
)
PRIMARY_CARE = re.compile(
    r"\bprimary care\b|\bfamily (?:medicine|practice)\b|\binternal medicine\b(?! unit)", re.IGNORECASE
)
# In lower case: every one is counted in whole texts.
BODIES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "home-health-agency",
        re.compile(r"\bhome health\b|\bhome care\b|\bhomecare\b|\bprivate duty\b"),
    ),
    (
        "long-term-care",
        re.compile(
            r"\bskilled nursing|\blong[- ]term care|\bnursing home|\bresidents\b|\bassisted living"
            r"|\bpost-acute|\bsnf\b",
        ),
    ),
    ("hospice-palliative", re.compile(r"\bhospice\b|\bpalliative\b")),
    ("dialysis-center", re.compile(r"\b(?:hemo)?dialysis\b")),
    ("urgent-care", re.compile(r"\burgent care\b")),
    (
        "iv-wellness-medspa",
        re.compile(r"\baesthetics?\b|\bmed(?:ical)? ?spa\b|\binjectables\b|\bdermal fillers\b"),
    ),
    (
        "physician-office",
        re.compile(
            r"\bphysician'?s? (?:office|practice|examination)|\b(?:medical|doctor'?s) office\b"
            r"|\bour practice\b"
            r"|\bfamily (?:medicine|practice)\b|\boffice (?:visits?|treatment)",
        ),
    ),
    (
        "community-health-center",
        re.compile(r"\bcommunity health cent\w+|\bfqhc\b|\bfederally qualified"),
    ),
)
INFUSION_ROLES = frozenset(
    """infusion-nurse senior-infusion-nurse infusion-nurse-supervisor infusion-nurse-manager
    director-infusion-services home-infusion-nurse oncology-infusion-nurse pediatric-infusion-nurse
    travel-infusion-nurse per-diem-infusion-nurse lpn-infusion infusion-medical-assistant
    infusion-care-coordinator infusion-nurse-educator infusion-scheduler infusion-nurse-practitioner
    wellness-infusion-clinician infusion-intake-nurse""".split()
)
BY_APPOINTMENT = re.compile(r"\bclinic\b|\boffice\b|\boutpatient|\bambulatory", re.IGNORECASE)
HOME_OR_SUITE = re.compile(
    r"\bhomes?\b[^.\n]{0,30}\b(?:and|or|and/or|/)\b[^.\n]{0,20}infusion (?:suites?|centers?|clinics?)"
    r"|infusion (?:suites?|centers?|clinics?)[^.\n]{0,25}\b(?:and|or)\b[^.\n]{0,25}\bhomes?\b",
    re.IGNORECASE,
)
AGENCY = re.compile(r"\bhome (?:health|care|services?)\b", re.IGNORECASE)
AGENCY_WORK = re.compile(r"\bhome health aide|\bVNA\b|\bOASIS\b|\bvisiting nurse|\bhome health agency")
OUTSOURCING = re.compile(r"\b503b\b|\boutsourcing facilit", re.IGNORECASE)
SPECIALTY_DRUGS = re.compile(
    r"\bspecialty pharmac|\bspecialty medication|\bnuclear pharmac|\bmail[- ]order", re.IGNORECASE
)
IN_HOSPITAL = re.compile(r"\bhospital\b|\bacute care\b|\binpatient\b|\bmedical center\b", re.IGNORECASE)
INFUSION = re.compile(r"\binfusion\b|\biv pharm", re.IGNORECASE)
AT_BEDSIDE = re.compile(r"\biv therapy\b|\biv team\b|\binpatient\b", re.IGNORECASE)
CENTER_TITLE = re.compile(r"\bcenter|\bclinic|\boutpatient", re.IGNORECASE)
HEALTH_CENTER = re.compile(r"\bhealth cent(?:er|ers)\b|\bcommunity health", re.IGNORECASE)
PHARMACY = re.compile(r"\bpharmac|\bpharm\b|\brph\b|\bcpht\b", re.IGNORECASE)
RETAIL = employers("retail-pharmacy", r"\bretail\b|\bgrocery|\bsupermarket|\bdispensary")
PAYER = employers("payer-utilization", r"\bhealth ?plan|\bpbm\b|\bmanaged care")
SPECIALTY = employers("specialty-pharmacy", r"\bspecialty|\bnuclear")
