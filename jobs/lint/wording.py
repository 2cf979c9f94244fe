"""Words that exclude people, or that swindlers use. Each finding quotes what it rests on."""

import re
from dataclasses import dataclass

from jobs.lint.types import Draft, Finding


@dataclass(frozen=True)
class Rule:
    code: str
    severity: str
    pattern: re.Pattern
    message: str
    fix: str | None = None


def rule(code, severity, pattern, message, fix=None):
    return Rule(code, severity, re.compile(pattern, re.I), message, fix)


# Law behind the words: age (ADEA, 29 USC 623(e)), sex and origin (Title VII, 42 USC 2000e-3(b)), citizenship
# (8 USC 1324b), disability (42 USC 12112), arrest and pay history (state laws). Looked up 2026-11.
RULES = [
    rule(
        "age_wording",
        "block",
        r"\b(?:young(?:,? (?:and |& )?(?:energetic|dynamic|team|nurses?|professionals?))?|"
        r"digital native|"
        r"recent (?:college )?graduates? only|new grads? only|no older than|under \d\d years|"
        r"age[sd]? \d\d ?(?:-|to) ?\d\d|"
        r"maximum age|mature (?:woman|man|person|lady))\b(?!\s+(?:patients?|adults?|children|people|families))",
        "These words exclude people by age (Age Discrimination in Employment Act).",
        "Say what the work asks for, not how old somebody is.",
    ),
    rule(
        "sex_wording",
        "block",
        r"\b(?:female|male|women|men|ladies|girls?|guys|gentlem[ae]n) "
        r"(?:only|preferred|nurses? (?:only|preferred)|applicants only)\b",
        "These words choose people by sex (Title VII).",
        "Leave them out.",
    ),
    rule(
        "citizenship_wording",
        "block",
        r"\b(?:u\.?s\.? citizens? (?:only|required)|citizens only|"
        r"must be (?:a |an )?(?:u\.?s\.? |american )?citizens?|native english speakers?|"
        r"no (?:foreigners|immigrants))\b",
        "These words choose people by citizenship or origin (8 USC 1324b, Title VII).",
        "Ask only whether somebody is authorized to work in the United States.",
    ),
    rule(
        "disability_wording",
        "warn",
        r"\b(?:able[- ]bodied|no disabilit(?:y|ies)|in perfect health|physically fit|"
        r"no medical (?:conditions|restrictions))\b",
        "These words exclude people with disabilities (Americans with Disabilities Act).",
        "Name the task, such as lifting 25 pounds, and that you make accommodations.",
    ),
    rule(
        "religion_or_family_wording",
        "block",
        r"\b(?:christian|catholic|muslim|jewish) (?:nurses?|applicants?|candidates?) (?:only|preferred)\b|"
        r"\bno (?:children|kids)\b(?= |\.|,)(?! (?:allowed|patients))|"
        r"\b(?:single|unmarried|childless) (?:applicants?|candidates?|nurses?)\b",
        "These words choose people by religion or family.",
        "Leave them out.",
    ),
    rule(
        "pay_history",
        "warn",
        r"\b(?:salary|pay|wage) history\b|\b(?:current|previous|last) (?:salary|pay|wage)\b",
        "About 22 states forbid asking what somebody earned before.",
        "Ask what pay somebody expects, or nothing.",
    ),
    rule(
        "criminal_history",
        "warn",
        r"\b(?:no (?:felon(?:y|s|ies)|criminal (?:record|history|background))|clean criminal)\b",
        "Fair-chance laws of many states and cities forbid this question before an offer.",
        "Say that a background check follows an offer.",
    ),
    rule(
        "asks_for_money",
        "block",
        r"\b(?:pay|send|deposit) (?:a |an |the )?(?:\$?\d+ )?(?:application |registration |training |processing )?"
        r"(?:fee|deposit) (?:of|to|before|for)|\b(?:application|registration|processing) fee\b|"
        r"\b(?:gift cards?|wire transfer|western union|moneygram|bitcoin|crypto(?:currency)?)\b|"
        r"\bcash (?:a|the|this) che(?:ck|que)\b",
        "Asking applicants for money, or paying by gift card, wire or crypto, is how swindlers work.",
        "Take it out. No applicant pays for a job here.",
    ),
    rule(
        "asks_for_secrets",
        "block",
        r"\b(?:social security (?:number|card)|ssn|date of birth|copy of your (?:license|driver|passport|id)|"
        r"bank account|routing number)\b",
        "A posting must not ask for a social security number, birth date, identity papers or bank details.",
        "Take it out. These come after hire.",
    ),
    rule(
        "leads_off_site",
        "warn",
        r"\b(?:whatsapp|telegram|signal app|google hangouts|text (?:me|us|this number) (?:at|on)?)\b",
        "Leading applicants to a private chat is how swindlers work.",
        "Let people apply here.",
    ),
    rule(
        "non_compete",
        "warn",
        r"\bnon[- ]?compete\b",
        "Several states ban non-competes for health workers (Virginia since 2026-07-01; Maine and Utah in 2026).",
        "Do not mention one there.",
    ),
]
# What stands in the employer's own promise to be fair is not a breach of it.
FAIR = re.compile(
    r"without regard to|regardless of|equal (?:employment )?opportunity|do(?:es)? not discriminate|"
    r"all qualified applicants|"
    r"never (?:ask|asks|request)|will not ask|do not (?:send|ask|provide|share)",
    re.I,
)


def wording_findings(draft: Draft) -> list[Finding]:
    found = []
    for name in ["title", "description"]:
        for sentence in re.split(r"(?<=[.!?])\s+|\n+", getattr(draft, name)):
            if not FAIR.search(sentence):
                found += [
                    finding(one, match, name) for one in RULES if (match := one.pattern.search(sentence))
                ]
    return list({(one.code, one.message): one for one in found}.values())


def finding(one: Rule, match: re.Match, name: str) -> Finding:
    return Finding(one.code, one.severity, name, f"“{match.group().strip()[:60]}”: {one.message}", one.fix)
