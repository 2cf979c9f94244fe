"""The words by which credentials are required, preferred, excused or merely mentioned."""

import re

LICENSES = frozenset({"rn", "lpn-lvn", "aprn", "rph", "multistate-rn"})
# Without these nobody may do the job: never merely preferred, unless a word right beside them says so.
OCCUPATIONS = LICENSES - {"multistate-rn"}
PERMITS = frozenset({"drivers-licence", "pharm-tech-state"})
DEGREES = frozenset({"adn", "bsn", "msn"})
PREFERRED = (
    r"(?:strongly |highly )?prefer(?:red|ably|able|ence|s)?\b|desir(?:ed|able)\b|\b(?:a"
    r"|is) (?:definite |big |huge |strong )?(?:plus|asset|bonus)\b"
    r"|nice[- ]to[- ]have|\bhelpful\b|\bbeneficial\b|\badvantage(?:ous)?\b|encouraged"
    r"|\bideal(?:ly)?\b|\bfavorable\b"
    r"|\brecommended\b|\bnot mandatory\b|\boptional\b|\bplus\s*[!.)]"
)
REQUIRED = (
    r"(?<!as )(?<!when )(?<!if )(?<!where )\brequire(?:d|s|ment)?\b|\bmust\b|\bmandatory\b"
    r"|\bnecessary\b|\bneeded\b|\bminimum\b|\bessential\b"
    r"|\bwill need\b|\bor obtain(?:ed)?\b|\bshall\b"
)
NEGATED = r"\b(?:not (?:be )?(?:required|necessary|needed|mandatory)|no \w+ (?:is )?required)\b"
# In lower case, as it is searched in every clause.
MARK = re.compile(f"(?P<none>{NEGATED})|(?P<preferred>{PREFERRED})|(?P<required>{REQUIRED})")
# What makes a certificate depend on a unit the reader may never work in: said before it, or after it.
FOR_SOME = re.compile(
    r"\b(?:some|certain|other|specific|additional) (?:positions|certifications|units"
    r"|departments|areas|roles)\b|\bmay (?:be required|require)\b|\bif (?:hired|working"
    r"|assigned)\b|\bif (?:the |this |your )?(?:position|role|job|unit) (?:requires?|involves|needs)\b"
    r"|\bdepend(?:s|ing|ent) (?:up)?on\b|\bbased (?:up)?on (?:the )?(?:unit|department"
    r"|specialty|area)|\bunit[- ]specific\b|\bunless\b|\bsites?:"
    r"|\bper (?:(?:their|the|your) )?(?:specialty|unit|area|department)\b"
    r"|\bfor [\w/,& -]{0,40}\b(?:units?|departments?|areas?|floors?|nurses"
    r"|rns)\b(?! (?:managers?|director))",
    re.IGNORECASE,
)
WHERE_APPLICABLE = re.compile(
    r"\b(?:if|when|where|as) (?:applicable|appropriate|required|needed|indicated|specified"
    r"|assigned)\b|\bmay be required\b|\bif (?:hired|working)\b|\bdepend(?:s|ing"
    r"|ent) (?:up)?on\b|\bspecific (?:to|area)"
    r"|\bper (?:unit|department|specialty|policy)\b|\bdetermined by\b|\bunit[- ]specific\b"
    r"|\bvaries by\b|\brequired if\b|\bin (?:designated|certain|some) (?:areas|units"
    r"|departments)\b"
    r"|\bbased (?:up)?on (?:the )?(?:unit|department|specialty|area)|\brequired (?:for"
    r"|in) (?!(?:this|the|all|every|any|hire|employment|each|our|your)\b)"
    r"|\brequired \([A-Z]{2,5}(?:[,/ ]+(?:and )?[A-Z]{2,6})*\)"
    r"|\([^)]{0,60}\b(?:dept|departments?|units?)\b|\bfor [\w&, ]{0,40}\b(?:dept|departments?"
    r"|units|areas)\b|\bfor (?:specific\b|(?:nurses|rns|those) (?:in|who|working)\b)"
    r"|\bif employed\b",
    re.IGNORECASE,
)
WITHIN = re.compile(r"[^;.]{0,25}\bwithin\b|\s+(?:obtain|be obtained|complete)\b", re.IGNORECASE)
ENDS_OR = re.compile(r"\bor\W*\Z", re.IGNORECASE)
STARTS_OR = re.compile(r"or\b", re.IGNORECASE)
LABEL = re.compile(r"\s*(?:[A-Za-z]+\s?){0,2}:")
OR = re.compile(r"\b(?:or|and/or|either)\b|/", re.IGNORECASE)
AND = re.compile(r"\band\b(?!/)|&|;|\bwith\b", re.IGNORECASE)
CLAUSE = re.compile(r";|(?<=[a-z)\]])\.\s+|\s\|\s|•|(?<=[a-z)])\.(?=[A-Z])")
# "Jane Roe, DNP, RN, NE-BC": the signature below a quotation.
SIGNATURE = re.compile(
    r"(?:\"?[^\"]{10,300}\" ?)?[-\"' ]*(?!Registered|Licensed|Current|Active|Valid|Basic|Advanced|Required"
    r"|Preferred|Certified|Must)"
    r"[A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][a-z]+(?:-[A-Z][a-z]+)?, ?"
    r"(?=[^.;:]{0,40}\b(?:DNP|DHA|MHA|MBA|PhD|MSN|NEA?-BC|FACHE|FAAN|EdD)\b)[A-Z][A-Za-z-]{1,7}, "
)
# Words that make a statement in a list of duties, or anywhere else, one about what the person holds.
HOLDS = re.compile(
    r"\brequire[sd]?\b|\bmust\b|\blicen[sc](?:e|ed|es|ure)\b|\bcertif(?:ied|ication|icate)s?\b"
    r"|\bcard\b|\bprefer|\bmandatory\b"
    r"|\bcurrent\b|\bactive\b|\bvalid\b|\bdegree\b|\bgraduate\b",
    re.IGNORECASE,
)
HOLDS_CARD = re.compile(
    r"\brequire[sd]?\b|\bmust\b|\bmandatory\b|\bcurrent(?:ly)?\b|\bactive\b|\bvalid\b"
    r"|\bcertified in\b|\bmaintains?\b|\bwithin \w+ (?:days|months)|\bobtained\b"
    r"|\bcertifications?:",
    re.IGNORECASE,
)
CURRENT = re.compile(r"\b(?:current|valid|active|must)\b", re.IGNORECASE)
EXAMPLES = re.compile(
    r"\b(?:such as|e\.g|i\.e|ex:|examples?|including|like)\b"
    r"|\bcertific?\w*[^();]{0,40}\([^)]*\Z",
    re.IGNORECASE,
)
ACRONYM = re.compile(r"\([A-Z][A-Za-z-]{2,6}\)")
TECHNICIAN = re.compile(r"\btech(?:nician)?s?\b", re.IGNORECASE)
STATE_PERMIT = re.compile(
    r"\b(?:licen[sc]\w+|regist\w+|certifi\w+)\b[^.;\n]{0,70}\b(?:board of pharmacy"
    r"|state (?:law|regulat|requirement|board|of operation|of practice))"
    r"|\bboard of pharmacy (?:licen|regist)|\blic-pharmacy tech"
    r"|\bpharmacy (?:registration|license)\b|\bstate[- ](?:licensed|registered|certified)\b",
    re.IGNORECASE,
)
ISSUED = re.compile(r"\bmust be (?:issued|obtained|completed) (?:through|by|from)\b", re.IGNORECASE)
SUPERVISES = re.compile(
    r"\b(?:supervis\w+|delegat\w+|under the (?:direct\w*|guid\w+)|direction of|collaborat\w+"
    r"|works? (?:with|closely)|working (?:with|closely)|assist\w* (?:the )?(?:rn|registered)"
    r"|train(?:s|ing)? (?:new |and )|precept\w*|oversee\w*|mentor\w*|report\w* to|reimburse\w*"
    r"|assistance|tuition|paid for|free|scholarship\w*|courses? (?:and|for)|team of|staff of"
    r"|teach(?:es|ing)?|verif(?:y|ies)|tracks?|monitors?|audits?)\b",
    re.IGNORECASE,
)
DIRECTS = re.compile(
    r"\b(?:delegat\w+|supervis\w+|oversee\w*|direct(?:s|ing|ion)?|assign\w*)\b[^.]*\Z", re.IGNORECASE
)
AS_ONE = re.compile(r"\bexperience (?:as|working as) (?:an? )?(?:licensed )?\Z", re.IGNORECASE)
AFTER_OR = re.compile(r"(?:\bor|/) (?:an? |the |current |valid |be |licensed as |hold )*\Z", re.IGNORECASE)
EXPERIENCE = re.compile(r"\bexperience\b|\bexperienced\b|\byears? (?:as|of)\b|\bbackground\b", re.IGNORECASE)
HELD = re.compile(
    r"\blicen[sc]|\bregistration\b|\bmust (?:be|have|hold)\b|\bvalid\b|\bactive\b|\bcurrent\b"
    r"|\brequired\b|\bcertification as\b",
    re.IGNORECASE,
)
LICENSE = re.compile(r"\blicen[sc]|\bregist(?:ered|ration)|\bcertif|\bcompact\b|\bcredential", re.IGNORECASE)
# "ACLS acceptable in lieu of BLS": a substitute, itself not demanded.
SUBSTITUTE = re.compile(
    r"[^.;]{0,60}\b(?:acceptable|accepted|may be (?:used|substituted)) (?:in lieu of|instead of|for)\b",
    re.IGNORECASE,
)
LICENSED_AS = re.compile(r"\blicens(?:e|ed|ure)\b[^.;]{0,80}\bas an? \Z", re.IGNORECASE)
STUDENT = re.compile(r"\b(?:enroll(?:ed|ment)|student|pursuing|attending|working toward)\b", re.IGNORECASE)
IF = re.compile(r"if\b", re.IGNORECASE)
LICENSED = re.compile(r"\blicen[sc]", re.IGNORECASE)
DEMANDS = re.compile(r"\blicen[sc](?:e|ure)\b|\bor\b|/")
NURSE_TITLE = re.compile(r"\bnurse|\bR\.?N\b|\bLPN\b", re.IGNORECASE)
LATER = re.compile(
    r"\bwithin\b[^.;]{0,30}(?:\b(?:two|three|four|five|six|[2-9])\b[^.;]{0,8}\byears?\b"
    r"|\b(?:24|30|36|48|60)\b[^.;]{0,4}\bmonths?\b)",
    re.IGNORECASE,
)
OTHER_FIELD = re.compile(
    r"pharm|business|health ?care admin|public health|social work|administration"
    r"|related (?:field|area|discipline)|science field|biolog|computer|psycholog"
    r"|education\b.*\bfield|finance|marketing|health informatics|nutrition|dietetic|therapy|counseling",
    re.IGNORECASE,
)
NURSING = re.compile(r"nurs|\brn\b|\bbsn\b|\badn\b|\bmsn\b", re.IGNORECASE)
EARNS = re.compile(r"(?:earns|obtains?) ", re.IGNORECASE)
DIPLOMA = re.compile(
    r"(?<!school )\bdiploma\W+(?:\w+\W+){0,4}?(?:or\b|/)|diploma/|(?:\bor\b"
    r"|/)\W*(?:\w+\W+){0,3}diploma\b|\bin lieu of\b|\bmay be substituted\b"
    r"|high school diploma,? or"
    r"|\bor (?:completion of|graduat\w+ (?:from|of)) (?:an? )?(?:accredited|approved)",
    re.IGNORECASE,
)
GRACE = re.compile(r"grace period to obtain|differences in qualifications")
DEPARTMENT = re.compile(
    r"\b(?:departments?|units?|areas?|icu|ccu|nicu|picu|pacu|emergency|surgery|labor|floors?"
    r"|services?|level)\b.*:$",
    re.IGNORECASE,
)
OF_ALL = re.compile(
    r"requir|qualif|licen|certif|prefer|\ball\b|educat|experience|skill|must|need|minimum"
    r"|bring|looking|credential|eligib|registration|training|criteria|about you|ideal"
    r"|candidate|knowledge|who you|succe|have\b|summary|description|position|specification"
    r"|competenc|offer|responsib|dut(?:y|ies)|\brole\b|\bjob\b",
    re.IGNORECASE,
)
OPEN_ALTERNATIVE = re.compile(
    r"^[^;.]{0,25}?\bor (?:an? |the )?(?:other |another "
    r"|similar )?(?P<word>[A-Z]{3,6}(?:-[A-Z]{2})?)\b"
)
HOLDERS = re.compile(
    r"\blicen[sc]es must\b|\bprivilege\b|\bwith an? (?:valid )?(?:compact|multi)|\bhold(?:ing"
    r"|ers)\b|\bif\b",
    re.IGNORECASE,
)
OTHER_LICENSE = re.compile(
    r"[\s,)]*(?:licen[sc]e,? |licensed,? )?or (?:an? )?(?:other\b|equivalent|clinically\b"
    r"|licensed (?!practical|vocational)|social work|respiratory|dietit|counsel|(?:PT|OT|SLP"
    r"|MSW|LCSW|EMT|CMA|MA|CNA|NP|PA|Paramedic|[Tt]herapist|[Mm]edical [Aa]ssistant)\b)"
)
BODIES = frozenset("AHA ARC RN BLS CPR USA THE HCP NYS MUST ABLE ARNP ASHI NPD EMS".split())
# What a title alone says about the license; read only where the text names none.
TITLES = (
    ("aprn", re.compile(r"\b(?:nurse practitioner|aprn|arnp|crna|nurse anesthetist|CNP)\b", re.IGNORECASE)),
    ("lpn-lvn", re.compile(r"\b(?:lpn|lvn|licensed (?:practical|vocational))", re.IGNORECASE)),
    ("rn", re.compile(r"\br\.?n\.?s?\b|\bregistered (?:professional )?nurse|\bnurse\b", re.IGNORECASE)),
    (
        "rph",
        re.compile(
            r"\bpharmacist\b|\bpharmD\b|\bdirector of pharmacy\b|\bpharmacy (?:manager|director)",
            re.IGNORECASE,
        ),
    ),
)
SAME_AS = {slug: pattern for slug, pattern in TITLES if slug in {"rn", "lpn-lvn"}}
SAME_AS["rn"] = re.compile(r"\br\.?n\.?s?\b|\bregistered\b", re.IGNORECASE)
OTHER_OF = {"rn": SAME_AS["lpn-lvn"], "lpn-lvn": SAME_AS["rn"]}
PHARMACY = re.compile(r"pharm", re.IGNORECASE)
HELPER = re.compile(
    r"\b(?:intern|extern|apprentice|student|aide|assistant(?! (?:nurse|director|manager|chief))"
    r"|tech(?:nician)?|cna|receptionist"
    r"|scheduler|secretary)\b",
    re.IGNORECASE,
)
GENERIC_LICENSE = re.compile(
    r"\bnurs(?:ing|e) (?:license|licensure)\b|\blicense to practice nursing\b|\blicensed (?:in"
    r"|by) the (?:state|commonwealth)|\blicensed nurse\b|\bstate (?:nursing )?licen[sc]"
    r"|\bcurrent(?:ly)? (?:valid )?licen[sc]|\bboard of nursing\b|\bboard of pharmacy\b",
    re.IGNORECASE,
)
# Where the title names no trade ("IV Specialist"), whom the body says it seeks.
ANY_TRADE = re.compile(
    r"nurs|\br\.?n\b|\bl[pv]n\b|pharm|\brph\b|tech|assistant|aide|\bc?ma\b|physician|\bnp\b|\bpa\b|therap",
    re.IGNORECASE,
)
SOUGHT = re.compile(
    r"\b(?:seeking|hiring|looking for|in search of)\b[^.\n]{0,60}\b(?:registered nurses?|rns?|lpns?|lvns?"
    r"|licensed (?:practical|vocational) nurses?)\b(?! or\b|/)",
    re.IGNORECASE,
)
