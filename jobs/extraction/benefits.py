"""What is offered beside the pay: slugs of the vocabulary's pay extras."""

import re

from jobs.extraction.text import Text
from jobs.extraction.types import RawPosting, Reading

_OFFERS: dict[str, str] = {
    "retirement": r"\b401\s?\(?k\)?|\b403\s?\(?b\)?|\b457\b|retirement|pension\b|profit[- ]sharing"
    r"|employer match\w*",
    "health-insurance": r"(?:health(?:care)?|medical|dental|vision)(?:[,/ &]{1,3}(?:and |& )?(?:medical"
    r"|dental|vision"
    r"|health|rx|prescription|life|pharmacy))"
    r"|(?:health(?:care)?|medical|dental|vision)(?: and \w+)? (?:insurance|coverage|benefits?\b(?! summary)"
    r"|plans?\b(?! benefits?| of\b))"
    r"|health plan options"
    r"|health (?:&|and) wel(?:lness|fare) (?:benefits?|insurance|plans?)"
    r"|insurance (?:options|plans|benefits)|^\W{0,3}(?:medical|dental|vision)\W{0,2}$",
    "pto": r"\bpto\b|paid[- ]time[- ]off|paid (?:vacations?|sick|holidays?|days off|leave|personal|annual"
    r"|parental)|vacations?\b|sick (?:leave|time|days|pay)"
    r"|time[- ]off\b|\bpdo\b|annual leave|holiday pay|generous leave",
    "tuition": r"tuition|debt[- ]free education|education(?:al)? (?:assistance|reimbursement|benefits?"
    r"|stipend|allowance)"
    r"|continuing education (?:reimbursement|assistance|allowance|credits|opportunities|benefits?"
    r"|support|courses)"
    r"|scholarships?|free ceu?s?|paid (?:ceu?s?|education)|professional development (?:assistance"
    r"|reimbursement|allowance|stipend)|ceu? (?:reimbursement|allowance)",
    "loan-repayment": r"(?:student |education )?loan (?:re-?payment|forgiveness|assistance|reduction"
    r"|reimbursement"
    r"|contribution|payoff)|student loans?\b"
    r"|nhsc|public service loan",
    "shift-differential": r"(?:shift|night|evening|weekend|noc|holiday|evenings|nights|weekends)s? ?"
    r"(?:shift |and weekend |/weekend |& weekend )?(?:pay )?(?:differentials?|diffs?\b|premiums?)"
    r"|differentials?\b"
    r"|\bdiffs?\b",
    "sign-on-bonus": r"sign(?:ing)?[ -]{0,3}on[ -]{0,3}(?:[\w/]+ )?bonus|sign(?:ing)? bonus|hiring bonus"
    r"|welcome bonus|commitment bonus",
    "performance-bonus": r"(?:performance|annual|quarterly|attendance|merit|productivity|discretionary"
    r"|year[- ]end"
    r"|monthly)[- ](?:based )?(?:incentives?\b|bonus(?:es)?)|bonus(?:es)? (?:based on|tied to) performance"
    r"|(?<!referral )bonus (?:program|plan"
    r"|incentive|eligible|structure|potential)|incentive (?:plan|compensation)",
    "certification-pay": r"certification (?:pay|bonus|differential|reimbursement|assistance|incentive"
    r"|premium|fee)"
    r"|certifications? reimburse|pay for certification|reimbursement for certification",
    "mileage": r"mileage|company (?:car|vehicle)|gas card|travel reimbursement|travel expenses|fleet vehicle"
    r"|car allowance|per mile",
    "housing-stipend": r"housing|lodging|travel stipend|(?:travel|living|meal)s? (?:and \w+ )?(?:stipends?"
    r"|allowances?)"
    r"|per diem (?:allowance|stipend|pay)s?|(?<!education )(?<!educational )stipends?\b(?! for (?:education"
    r"|certification))",
    "relocation": r"relocation|moving (?:assistance|expenses)",
    "malpractice": r"malpractice|professional liability|liability (?:insurance|coverage)",
}
_PATTERNS = {slug: re.compile(pattern, re.MULTILINE) for slug, pattern in _OFFERS.items()}
# The word by which each offer is spotted; its costly pattern is tried around that word alone.
_HINTS = {
    "retirement": r"40[13]\b|401|403|457|retire|pension|profit|employer match",
    "health-insurance": r"health|medical|dental|vision|insur",
    "pto": r"pto\b|pdo\b|paid|vacation|sick|time[- ]off|annual leave|generous leave|holiday pay",
    "tuition": r"tuition|debt[- ]free|educat|scholar|ceus?\b|free ceu|professional dev|continuing",
    "loan-repayment": r"loan|nhsc|student loan|public serv",
    "shift-differential": r"diff|differential|premium",
    "sign-on-bonus": r"sign|hiring bonus|welcome bonus|commitment bonus",
    "performance-bonus": r"bonus|incentive",
    "certification-pay": r"certif|pay for cert|reimbursement for",
    "mileage": r"mileage|company (?:car|veh)|gas card|travel (?:reim|exp)|fleet|car allow|per mile",
    "housing-stipend": r"housing|lodging|stipend|allowance|per diem (?:a|s|p)",
    "relocation": r"relocat|moving",
    "malpractice": r"malpractice|liability|professional liab",
}
_HINT = re.compile(
    # The first letters of what follows: most words are refused by one look.
    r"\b(?=[abcdefghilmnprstvw4])(?:"
    + "|".join(f"(?P<{slug.replace('-', '_')}>{hint})" for slug, hint in _HINTS.items())
    + ")",
)
_SILENT = {"keywords", "duties", "physical"}
_NEGATED = re.compile(
    r"\b(?:no|not|without|in lieu of|ineligible|excluding|isn't|don't|waive|nor)\b[^.;]{0,45}$"
)
_NOT_OFFERED = re.compile(
    r"^[^.;\n]{0,20}(?:not (?:offered|available|provided|eligible|included)|[:?]\s{0,2}(?:no\b|none|n/a"
    r"|$))",
    re.MULTILINE,
)
# The same words as a patient's matter, a duty, a demand or a legal notice.
_OTHERWISE = {
    "health-insurance": re.compile(
        r"verif|author|billing|knowledge|procedure codes|(?:patient|member)'?s|claims|payer|accept"
        r"|prior auth|pre-?cert"
    ),
    "pto": re.compile(r"rotat|required to work|approv|request"),
    "mileage": re.compile(r"must have|own vehicle|track"),
    "relocation": re.compile(r"to ease relocation|advancement|relocation opportunit"),
    "malpractice": re.compile(
        r"auto(?:mobile)? |car |vehicle|insurance company|must (?:have|carry)|own malpractice|proof of|maintain"
    ),
    "tuition": re.compile(r"repay|must complete|maintain (?:your |the )?licen"),
    "housing-stipend": re.compile(
        r"homeless|supportive|assisted|fair housing|affordable|public housing|housing (?:and urban|unit"
        r"|for|program|servi|authority|instab|insec)|senior housing|referral|depending on"
    ),
    "retirement": re.compile(r"retirement (?:communit|living|home|center|village|facilit|resid)"),
    "performance-bonus": re.compile(r"merit-based incentive payment"),
}  # fmt: skip


def read_benefits(text: Text, raw: RawPosting) -> Reading:
    """Benefits offered with this job; legal notices and keyword tails offer nothing."""
    reading = Reading()
    found: set[str] = set()
    for hint in _HINT.finditer(text.lower):
        slug = (hint.lastgroup or "").replace("_", "-")
        if slug in found or text.section_at(hint.start()) in _SILENT:
            continue
        match = _PATTERNS[slug].search(text.lower, max(0, hint.start() - 24), hint.end() + 45)
        if match and _is_offered(text, slug, match):
            found.add(slug)
            reading.add("benefits", slug, text.quote_around(*match.span(), 40))
    return reading


def _is_offered(text: Text, slug: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    line = text.line_at(start)
    if line is None:
        return False
    otherwise = _OTHERWISE.get(slug)
    if otherwise and otherwise.search(text.lower, max(line.start, start - 60), min(line.end, end + 40)):
        return False
    if _NEGATED.search(text.before(start, 70)):
        return False
    return not _NOT_OFFERED.match(text.lower, end, min(line.end, end + 60))
