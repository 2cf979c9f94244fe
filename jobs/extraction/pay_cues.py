"""The words around a dollar figure: what makes it base pay, and what makes it something else."""

import re

NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,4})?|\d{1,6}(?:\.\d{1,4})?"
UNIT = (
    r"\s{0,2}[+*]?\s{0,2}(?:\(?(?:usd|us dollars)\)?\s{0,2})?(?:/|\bper\b|\ban?\b|\beach\b|\("
    r"|-)?\s{0,2}(?:per\s|completed?\s|soc\s){0,2}"
    r"(?:12[- ]?(?:hr|hour)[- ])?(?P<{0}>hour(?:ly|s)?|hrs?(?:ly)?(?![a-z])|h(?=[\s.,)]|$)|year(?:ly)?"
    r"|yrs?(?![a-z])|annual(?:ly|ized)?|annum"
    r"|bi-?weekly|week(?:ly)?|wk(?![a-z])|month(?:ly)?|mo(?![a-z])|day(?!s)|daily|shift(?! diff)"
    r"|(?:home |patient |nursing |soc )?(?:visit|assessment|evaluation|admission|intake))"
)
MONEY = re.compile(
    rf"""
    (?P<sign>\$|\bUSD\s?\$?)\s{{0,2}}(?P<low>{NUMBER})(?P<low_k>\s?k\b)?(?P<low_plus>\s?\+)?
    (?:{UNIT.replace("{0}", "low_unit")})?
    (?:
      \.?\s{{0,3}}(?:usd\s{{0,2}})?(?:min(?:imum)?\.?\s)?
      (?:-{{1,3}}|\bto\b|\band\b|\bthrough\b|/(?=\s?\$)|,?\s?(?:mid(?:point)?\s?[:=]?\s?\$?[\d,.]{{2,12}}\s{{0,3}})?-?\s?max(?:imum)?\b\s?[:=]?)
      \s{{0,3}}(?:up\ to\s|over\s|max(?:imum)?[:\s]\s?)?(?P<high_sign>(?:USD\s?)?\$\s?|USD\s?)?
      (?P<high>{NUMBER})(?P<high_k>\s?k\b)?(?P<high_plus>\s?\+)?
      (?:{UNIT.replace("{0}", "high_unit")})?
    )?
    """,
    re.VERBOSE | re.IGNORECASE,
)
MONEY_SIGN = re.compile(r"\$|usd")
BARE_LABEL = re.compile(r"pay|salary|wage|compensation|hourly")
# Ranges without a dollar sign need a label before them: "Salary Range: 34.00 - 50.50".
BARE = re.compile(
    rf"""
    (?:pay(?!\ period)|salary|wages?|compensation|hourly)\b(?!\ hours)[^\n$\d]{{0,30}}?(?<![\d.,$-])
    (?P<low>\d{{2,3}}\.\d{{2}}|\d{{2,3}},\d{{3}}(?:\.\d\d)?)(?P<low_k>\s?k\b)?(?P<low_plus>\s?\+)?
    (?:{UNIT.replace("{0}", "low_unit")})?
    (?:\s?(?:-|to)\s?(?P<high>\d{{2,3}}\.\d{{2}}|\d{{2,3}},\d{{3}}(?:\.\d\d)?)(?P<high_k>\s?k\b)?(?P<high_plus>\s?\+)?
    (?:{UNIT.replace("{0}", "high_unit")})?)?
    """,
    re.VERBOSE | re.IGNORECASE,
)

LABEL = re.compile(
    r"\b(?:(?:base|starting|hourly|annual|weekly|monthly|target|hiring|posted|posting|regular|estimated"
    r"|full|minimum"
    r"|anticipated|expected|typical|gross|total|competitive|average)[ ]){0,3}"
    r"(?:pay|salary|salaries|wages?|compensation|rates?|hiring|posting)"
    r"(?:[ /&](?:pay|salary|rates?|ranges?|scale|package|band|grade|estimate|wage|compensation"
    r"|hiring)){0,3}\b|\b(?:hourly|annually|range)\b",
    re.IGNORECASE,
)
NOT_BASE = re.compile(
    r"bonus|sign[- ]?on\b|sign[- ]?ing\b|incentive|\breferr|stipend|tuition|reimburs|loan|differential"
    r"|\bdiff\b|premium"
    r"|allowance|relocation|retention|(?<!registry )commitment|completion|million|billion|\b401|\bhsa\b"
    r"|insur|deduct"
    r"|discount"
    r"|per mile|mileage|\bcall pay|on[- ]call|standby|charge (?:pay|nurse pay|rn\b)|certification|preceptor"
    r"|contribut|scholarship|assistance|forgive|repay|\bgift|uniform|per pay period|per paycheck|charit|donat"
    r"|revenue|budget|invest|copay|premiums|savings|housing|meals|m&ie|lodging|\bawards?\b|grants?\b"
    r"|bilingual"
    r"|any additional hours|additional \$|overtime|time and a half|holiday pay|orientation pay|training pay"
    r"|training rate|extra\b|annual raise|increase of|benefits? (?:worth|valued)|valued at|weekend pay"
    r"|shift pay|towards?\b"
    r"|\bstay pay|declarations|as low as|\bfees?\b|fine\b|salary threshold|gross receipts|float pay|pto\b",
    re.IGNORECASE,
)
# "$52 to $97, which includes the per diem differential" is still the base range.
INCLUDED = re.compile(r"\W{0,3}(?:which |that |this )?(?:includes|including|is inclusive of|inclusive of)\b")
BOAST = re.compile(
    r"(?:up to|as much as|top (?:earners|nurses)|upwards of|over|some (?:nurses"
    r"|travelers))\W{0,3}(?:an?\s)?(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
NATIONWIDE = re.compile(
    r"nationwide|across the (?:u\.?s|country|nation|united)|thousands of|our (?:nurses|travelers|clinicians)"
    r"|all (?:50|specialties)|depending on your specialty|travelers (?:earn|make)",
    re.IGNORECASE,
)
START = re.compile(
    r"(?:start(?:s|ing)?|entry|begin(?:s|ning)?|minimum|new grad\w*|base|from|at least"
    r"|hiring)\b[^$]{0,30}$",
    re.IGNORECASE,
)
CEILING = re.compile(
    r"(?:up to|maximum(?: of)?|max|as much as|as high as)[:\s]*(?:an?\s)?(?:usd\s?)?\(?$",
    re.IGNORECASE,
)
TAXABLE = re.compile(r"taxable|base|non-?tax|stipend|per diem", re.IGNORECASE)
ROLE = re.compile(
    r"\b(?P<rn>rns?|registered nurses?)\b|\b(?P<lpn>lpns?|lvns?|licensed (?:practical|vocational) nurses?)\b"
    r"|\b(?P<aide>cnas?|stnas?|hhas?|mas?|cmas?|medical assistants?|nursing assistants?|aides?|gna)\b"
    r"|\b(?P<np>nps?|aprns?|nurse practitioners?|crnas?|pas?)\b|\b(?P<pharmacist>pharmacists?|rph)\b"
    r"|\b(?P<tech>technicians?|techs?)\b|\b(?P<graduate>graduate nurses?|gns?|new grads?|interns?"
    r"|externs?)\b",
    re.IGNORECASE,
)
UNIT_WORDS = re.compile(
    r"(?P<hour>hourly|per hour|/hr|an hour|\bhrly)|(?P<week>weekly|per week|/wk)|(?P<month>monthly|per month)"
    r"|(?P<year>annual|per year|yearly|/yr|annum)|(?P<visit>per visit|per-visit|pay per visit)"
    r"|(?P<day>per day|daily rate|per shift)",
    re.IGNORECASE,
)
PER_PIECE = ("visit", "assessment", "evaluation", "admission", "intake")
FIRST_LETTERS = {
    "h": "hour",
    "y": "year",
    "a": "year",
    "w": "week",
    "m": "month",
    "d": "day",
    "s": "day",
    "v": "visit",
}
