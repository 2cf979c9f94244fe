"""The words by which a title or a body tells the role."""

import re


def _compiled(*rows: tuple[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((slug, re.compile(pattern, re.IGNORECASE)) for slug, pattern in rows)


# "Clinical Nurse IV" is a grade, "IV nurse" a specialty.
INFUSION = re.compile(
    r"\binfusions?\b|\binfusión\b|\bivig\b|\b(?<!nurse )(?<!rn )(?<!level )i\.?v\.? (?:therapy"
    r"|team|nurse|rn\b|registered|lpn|certified|specialist|hydration|drip|pharmac|room|tech"
    r"|service|clinic|vitamin)"
    r"|\biv[- ]certified|\bhome iv\b|\bvascular access\b|\bpiccs?\b|\bdrip\b",
    re.IGNORECASE,
)
CHEMO = re.compile(r"\bchemo(?:therapy)?\b", re.IGNORECASE)
ONCOLOGY = re.compile(
    r"\boncolog|\bcancer\b|\bonc\b|\bhem(?:e|atology)?[ /-]*onc|\bchemo|\bhematolog", re.IGNORECASE
)
INPATIENT = re.compile(
    r"med(?:ical)?[ /&-]*surg|\binpatient\b|\bicu\b|\bpcu\b|\bbmt\b|bone marrow|step ?down"
    r"|\btele(?:metry)?\b|\bimc\b|critical|\bnights?\b|\bm/s\b|\bip\b"
    r"|\bunit\b|\bfloor\b|\bfloat\b|acute|blood cancer|\b\d+ ?(?:west|east|north|south"
    r"|tower)\b|transplant|surgical|\bcharge\b|radiation|navigat|triage|manager|coordinator"
    r"|director|supervisor",
    re.IGNORECASE,
)
WARD = re.compile(
    r"med(?:ical)?[ /&-]*surg|\binpatient\b|\bm/s\b|\bip\b|\bicu\b|\bpcu\b|\bnights\b"
    r"|\bcare manager\b|\bcase manager\b",
    re.IGNORECASE,
)
OTHER_UNIT = re.compile(
    r"\b(?:med(?:ical)?[ /-]?surg\w*|intensive care|icu|emergency (?:department|room)"
    r"|operating room|labor and delivery|telemetry|long[- ]term care|skilled nursing"
    r"|memory care|assisted living"
    r"|school nurse|dialysis|hospice|psychiatric|behavioral health|endoscopy|wound care nurse)\b",
    re.IGNORECASE,
)
GIVES = re.compile(r"infus|intravenous|\bIVs?\b|\bI\.V|chemo|vascular access|picc|biologic", re.IGNORECASE)
DENIES = re.compile(
    r"\b(?:not an? infusion|no (?:iv|infusion) (?:therapy|infusions|work|duties)"
    r"|does not (?:give|administer|provide|involve) (?:any )?(?:iv|infusion|chemo))",
    re.IGNORECASE,
)
ONCOLOGY_PLACE = re.compile(
    r"\b(?:oncology|cancer|chemotherapy|hematology/oncology)(?: and)? (?:clinic|infusion"
    r"|center|patients?|population|treatment|setting|practice)",
    re.IGNORECASE,
)
GIVES_CHEMO = re.compile(
    r"\b(?:administ\w+|giv\w+|deliver\w*|infus\w+)\b[^.;\n]{0,60}\b(?:chemo\w*"
    r"|antineoplastic\w*)|\bchemo\w*(?: and| or|/)?[^.;\n]{0,30}\badministration",
    re.IGNORECASE,
)
CERTIFICATE = re.compile(r"\bcertif|\bOCN\b|\bONS\b|\bprovider card\b", re.IGNORECASE)
OUTPATIENT = re.compile(
    r"\boutpatient\b|\bclinic\b|\bcancer center\b|\binfusion (?:center|clinic|suite|room)"
    r"|\bambulatory\b|\boffice\b|\bphysician practice",
    re.IGNORECASE,
)
INFUSION_WORK = re.compile(
    r"\binfusion (?:nurs\w+|rns?\b|center|clinic|suite|therap\w+|services?|department|team"
    r"|room|patients|treatments?)|\biv (?:therapy|infusions?)\b|\binfusions\b",
    re.IGNORECASE,
)
HOME = re.compile(
    r"\bhome infusion|\b(?:patient|client|member|individual)s?'?s?'? homes?\b"
    r"|\btheir (?:own )?homes?\b|\bin[- ]home\b|\bin the home\b|\bhome (?:health|care|visits?"
    r"|setting|environment)\b"
    r"|\bpatient'?s'? (?:place of )?residence|\bhomes\b",
    re.IGNORECASE,
)
IN_HOMES = re.compile(
    r"\bin (?:the )?(?:patient|client|member)s?'?s?'? (?:own )?homes?\b"
    r"|\bin their (?:own )?homes?\b|\b(?:en el|al) hogar\b|\bhogar de los pacientes",
    re.IGNORECASE,
)
HOME_TITLE = re.compile(r"\bhome\b|\bin-home\b|\bvisiting\b|\bfield\b", re.IGNORECASE)
WELLNESS = re.compile(
    r"\bvitamin (?:ivs?|infusions?|drips?|injections?|shots)|\biv (?:hydration|vitamin|drips?"
    r"|nutrient|wellness)\b|\bdrip ?bar\b|\bdrips?\b|\bwellness (?:ivs?|infusions?|drips?"
    r"|and (?:medical|therapeutic))|\bmed(?:ical)? ?spa\b"
    r"|\bnad\+?(?=[ ,.;])|\bmyers",
    re.IGNORECASE,
)
PEDIATRIC = re.compile(r"\bp(?:a)?ediatrics?\b|\bpeds\b|\bchildren'?s?\b", re.IGNORECASE)
PER_DIEM = re.compile(r"\bper[- ]?diem\b|\bprn\b|\bcasual\b|\bas[- ]needed\b", re.IGNORECASE)
SAYS_PER_DIEM = re.compile(
    r"\b(?:position|schedule|employment|status|job type|shift|hours|role|is an?"
    r"|for)\b[^.\n]{0,25}\b(?:per[- ]diem|prn)\b|\b(?:per[- ]diem|prn|as[- ]needed) (?:role"
    r"|position|opportunit|basis|infusion|rn|nurse)",
    re.IGNORECASE,
)
REGULAR = re.compile(r"\bfull[- ]?time\b|\bpart[- ]?time\b|\bft\b|\bpt\b", re.IGNORECASE)
TRAVEL = re.compile(r"\btravel(?:er|ing)?\b(?! (?:to|between|required|within))", re.IGNORECASE)
GENERIC = re.compile(
    r"(?:\b(?:the|a|an|for|in|staff|clinic(?:al)?|registered|professional|licensed|practical"
    r"|vocational|nurses?|nursing|rns?|r\.n\.?|lpns?|lvns?|full|part|time|prn|per|diem|ft|pt"
    r"|days?"
    r"|shifts?|i{1,3}|needed|hiring|independent|mobile|outpatient|ambulatory|center|office"
    r"|physician|job|position|specialist|or|and)\b|[^a-z])*",
    re.IGNORECASE,
)
INFUSION_PHARMACY = re.compile(
    r"\b(?:home|specialty|alternate[- ]site)? ?infusion pharmac|\bhome infusion\b|\biv pharmac"
    r"|\binfusion (?:therapy )?(?:company|provider|patients)",
    re.IGNORECASE,
)
STERILE = re.compile(
    r"\bsteril|\biv room|\bclean ?room|\bcompounding tech|\bi\.?v\.? ?(?:compound|admix|prep)"
    r"|\baseptic",
    re.IGNORECASE,
)
NURSE = re.compile(
    r"\bnurs(?:e|es|ing)\b|\br\.?n\.?s?\b|\brn[a-z]?\b|\blpns?\b|\blvns?\b|\benfermer", re.IGNORECASE
)
LPN = re.compile(r"\blpns?\b|\blvns?\b|\blicensed (?:practical|vocational)", re.IGNORECASE)
RN = re.compile(r"\br\.?n\.?s?\b|\bregistered\b", re.IGNORECASE)
TECH = re.compile(r"\btech(?:nician)?s?\b|\bcpht\b", re.IGNORECASE)
# Offices held in an infusion service, by title, before the kinds of bedside nurse.
OFFICES: tuple[tuple[str, re.Pattern[str]], ...] = _compiled(
    ("infusion-nurse-practitioner", r"\bnurse practitioner\b|\bnp\b|\baprn\b|\barnp\b|\badvanced practice"),
    (
        "infusion-sales-account",
        r"\baccount (?:executive|manager)|\bterritory\b|\bsales\b|\bbusiness development",
    ),
    (
        "infusion-scheduler",
        (
            r"\bscheduler\b|\bscheduling\b|\bpatient access\b|\bpatient service|\breceptionist"
            r"|\bfront desk|\bunit (?:clerk|secretary)"
        ),
    ),
    ("director-infusion-services", r"\bdirector\b|\bvice president\b|\bvp\b"),
    (
        "infusion-nurse-supervisor",
        r"\bsupervisor\b|\bsupv\b|\bassistant (?:nurse )?manager|\basst\.? (?:nurse )?manager",
    ),
    ("infusion-nurse-manager", r"(?<!case )(?<!care )(?<!territory )\bmanager\b|\bmgr\b"),
    ("infusion-nurse-educator", r"\beducator\b|\bprofessional development"),
    ("device-data-analyst", r"\banalyst\b|\binformatics\b"),
    ("infusion-intake-nurse", r"\bintake\b|\bprior auth|\bauthorization|\badmissions? nurse"),
    (
        "infusion-care-coordinator",
        r"\bliaison\b|\bcoordinator\b|\bnavigator\b|\bcase manager\b|\bcare manager\b",
    ),
    ("infusion-tele-nurse", r"\bremote\b|\btele-?(?:health|nurse)\b|\bvirtual\b|\btele-infusion"),
    ("senior-infusion-nurse", r"\bcharge\b|\blead\b|\bsenior\b|\bsr\.?\b|\bclinical lead"),
)
ADMINISTERS = re.compile(
    r"\bresponsible for (?:providing|administering|giving)\s(?:[a-z]+\s){0,3}infusions?\b", re.IGNORECASE
)
IN_PHARMACY = re.compile(
    r"\bpharmac(?:ist|y|ists)\b|\bpharm\b|\brph\b"
    r"|(?=.*\btech(?:nician)?s?\b)(?=.*(?:\bsteril|\biv room|\bclean ?room))",
    re.IGNORECASE,
)
INFUSION_NAME = re.compile(r"[a-z]fusion\b|\binfus", re.IGNORECASE)
BUYER = re.compile(r"\bbuyer\b|\bpurchas|\bprocurement|\binventory (?:tech|special|coord)", re.IGNORECASE)
HAZARDOUS = re.compile(r"\bchemo|\bhazardous|\boncolog", re.IGNORECASE)
ASSISTANT = re.compile(
    r"\bmedical assistant|\bma\b|\bcma\b|\btech(?:nician)?\b|\bpct\b|\bcna\b|\bpatient care", re.IGNORECASE
)
WELLNESS_NAME = re.compile(r"\bhydration\b|\bvitamin\b|\bdrip\b|\bdrip ?bar\b|\bwellness\b", re.IGNORECASE)
CENTER_TITLE = re.compile(
    r"\bcenters?\b|\bclinic\b|\bsuite\b|\boutpatient\b|\bambulatory\b|\bhospital\b", re.IGNORECASE
)
