"""Where the work is done: the practice settings a posting names for its own job."""

import re
from collections import Counter

from jobs.extraction import setting_cues as cue
from jobs.extraction.text import Text
from jobs.extraction.types import RawPosting, Reading

# A slug and the words it rests on.
Finding = tuple[str, str]

_NOT_OF_THE_JOB = frozenset({"about", "eeo", "keywords", "benefits"})
_WARDS = frozenset({"hospital-inpatient", "critical-care", "emergency-department"})


def read_settings(text: Text, raw: RawPosting, role: str | None = None) -> Reading:
    """`settings` of the job itself, with the words each rests on; `role` as read before."""
    reading = Reading({"settings": ()})
    for slug, quote in _Place(text, raw, role).settings():
        reading.add("settings", slug, quote)
    return reading


def _employer_of(text: Text) -> str:
    """The hospital or center a text names at least twice; "" where it names none."""
    named = Counter(match[0] for match in cue.NAMED_HOSPITAL.finditer(text.clean, 0, 10_000))
    name, times = named.most_common(1)[0] if named else ("", 0)
    return name if times > 1 else ""


class _Place:
    """One posting's title, employer and body, asked in turn what they say of the place."""

    def __init__(self, text: Text, raw: RawPosting, role: str | None):
        self.text = text
        self.role = role
        self.title = raw.title[:300]
        self.company = raw.company[:200].strip() or _employer_of(text)
        self.named = f"{self.title} {self.company}"
        lines = (line.text for line in text.lines if line.section not in _NOT_OF_THE_JOB)
        self.body = "\n".join(lines)[:8_000]
        self.is_hospital = self._is_hospital()

    def _is_hospital(self) -> bool:
        if not cue.HOSPITAL.search(self.company) or cue.NOT_HOSPITAL.search(self.company):
            return False
        if cue.FIRM_HOSPITAL.search(self.company) or cue.SPEAKS_OF_HOSPITAL.search(self.text.clean):
            return True
        return len(cue.SUITES.findall(self.body)) < 2

    def settings(self) -> list[Finding]:
        if cue.PHARMACY.search(self.title) and not re.search(r"\bnurse\b|\brn\b", self.title, re.IGNORECASE):
            return self._of_pharmacy()
        if self.role in {"vascular-access-nurse", "picc-nurse"}:
            return self._of_vascular_access()
        if self.role in cue.INFUSION_ROLES:
            return self._of_infusion()
        return (
            self._of_unit()
            or self._of_oncology()
            or self._of_wellness()
            or self._of_employer()
            or self._of_body()
        )

    def _find(self, slug: str, pattern: re.Pattern[str]) -> Finding:
        """A slug with its words in the title, the employer's name or the text."""
        for words in (self.title, self.company):
            if pattern.search(words):
                return slug, words.strip()[:200]
        found = pattern.search(self.text.clean)
        return slug, self.text.quote_around(*found.span()) if found else self.title.strip()[:200]

    def _if_mobile(self, words: str) -> list[Finding]:
        return [self._find("mobile-iv", cue.MOBILE)] if cue.MOBILE.search(words) else []

    def _of_infusion(self) -> list[Finding]:
        if self.role == "wellness-infusion-clinician" or cue.WELLNESS.search(self.named):
            return [self._find("iv-wellness-medspa", cue.WELLNESS), *self._if_mobile(self.title)]
        if self.role == "home-infusion-nurse" or re.search(r"\bhome infusion", self.title, re.IGNORECASE):
            return self._of_home_infusion()
        homes = len(cue.HOMES.findall(self.body))
        visits = not self.is_hospital or cue.VISITS.search(f"{self.title} {self.body}")
        if homes < 2 and visits and cue.FACILITIES.search(self.body):
            found = self._find("long-term-care", cue.FACILITIES)
            return [found, *self._if_mobile(f"{self.title} {self.body}")]
        if homes >= 2 and not cue.CENTER_TITLE.search(self.title):
            return self._of_home_infusion()
        return self._of_infusion_center()

    def _of_home_infusion(self) -> list[Finding]:
        found = [self._find("home-infusion", cue.HOMES)]
        if cue.AGENCY.search(self.named) or cue.AGENCY_WORK.search(self.body):
            found.append(self._find("home-health-agency", cue.HHA))
        if cue.HOME_OR_SUITE.search(self.body):
            found.append(self._find("ambulatory-infusion-suite", cue.SUITES))
        return found

    def _of_infusion_center(self) -> list[Finding]:
        for slug, pattern in cue.SPECIALTIES:
            if pattern.search(self.named):
                return [self._find(slug, pattern)]
        if cue.HEALTH_CENTER.search(self.company) and cue.COMMUNITY.search(self.text.clean):
            return [self._find("community-health-center", cue.COMMUNITY)]
        found = []
        if cue.CHILDREN.search(self.company):
            found.append(self._find("pediatric-hospital", cue.CHILDREN))
        is_oncology = self.role == "oncology-infusion-nurse" or bool(cue.ONCOLOGY.search(self.named))
        if is_oncology:
            found.append(self._find("oncology-clinic", cue.ONCOLOGY))
        if not self.is_hospital:
            return found or self._of_freestanding()
        if cue.AT_BEDSIDE.search(self.title) and not cue.OUTPATIENT.search(self.title):
            return [*found, self._find("hospital-inpatient", cue.HOSPITAL)]
        if not (is_oncology and re.search(r"\bcancer\b", self.company, re.IGNORECASE)):
            found.append(self._find("hospital-outpatient-infusion", cue.OUTPATIENT))
        return found

    def _of_freestanding(self) -> list[Finding]:
        if cue.MOBILE.search(self.title):
            return self._if_mobile(self.title)
        if cue.OFFICE.search(f"{self.named} {self.body[:1500]}") and not cue.SUITES.search(self.named):
            return [self._find("physician-office", cue.OFFICE)]
        if cue.SUITES.search(f"{self.named} {self.body}") or "infusion" in self.company.lower():
            return [self._find("ambulatory-infusion-suite", cue.SUITES)]
        return []

    def _of_vascular_access(self) -> list[Finding]:
        if cue.CHILDREN.search(self.company):
            return [
                self._find("pediatric-hospital", cue.CHILDREN),
                self._find("hospital-inpatient", cue.HOSPITAL),
            ]
        if self.is_hospital:
            return [self._find("hospital-inpatient", cue.HOSPITAL)]
        found = [self._find("long-term-care", cue.FACILITIES)] if cue.FACILITIES.search(self.body) else []
        return found + self._if_mobile(self.title)

    def _of_unit(self) -> list[Finding]:
        """What the title of another nurse says: ICU, hospice, med-surg ..."""
        for pattern, slugs in cue.UNITS:
            if pattern.search(self.title):
                found = [self._find(slug, pattern) for slug in slugs]
                if slugs == ("hospital-inpatient",) and cue.TRANSPLANT.search(self.title):
                    found.append(self._find("transplant-cell-therapy", cue.TRANSPLANT))
                if slugs[0] in _WARDS and cue.CHILDREN.search(f"{self.company} {self._department()}"):
                    found.append(self._find("pediatric-hospital", cue.CHILDREN))
                return found
        for slug, pattern in cue.SPECIALTIES:
            if pattern.search(self.title) and cue.BY_APPOINTMENT.search(self.title):
                return [self._find(slug, pattern)]
        return []

    def _of_oncology(self) -> list[Finding]:
        titled = cue.ONCOLOGY.search(self.title)
        place = self.title if titled else self._department()
        if not (titled or self._is_of_cancer_center(place)) or cue.DESK.search(self.title):
            return []
        if cue.TRANSPLANT.search(self.title):
            slugs = ("hospital-inpatient", "transplant-cell-therapy")
            return [self._find(slug, cue.TRANSPLANT) for slug in slugs]
        by_day = not cue.NIGHTS.search(self.title)
        # The name of a hospital may hold the word clinic.
        employer = cue.HOSPITAL.sub("", self.company)
        is_clinic = cue.CLINIC.search(f"{place} {self._department()} {employer}") or (
            cue.CLINIC_HOURS.search(self.body, 0, 1_500) and not cue.NOT_CLINIC.search(self.title)
        )
        found = []
        if (is_clinic and by_day) or cue.ONCOLOGY.search(self.company):
            found = [self._find("oncology-clinic", cue.ONCOLOGY)]
        elif self.is_hospital or not by_day:
            found = [self._find("hospital-inpatient", cue.HOSPITAL)]
        if found and cue.CHILDREN.search(self.company):
            found.append(self._find("pediatric-hospital", cue.CHILDREN))
        return found

    def _department(self) -> str:
        """The body's own short lines on where in a large house the job is."""
        lines = (line.text for line in self.text.lines[:40] if line.section not in _NOT_OF_THE_JOB)
        return " ".join(words for words in lines if len(words) < 120 and cue.DEPARTMENT.match(words))

    def _is_of_cancer_center(self, department: str) -> bool:
        """A nurse of no named specialty at an oncology practice, or in the oncology clinic of another."""
        if not cue.TRADE.search(self.title):
            return False
        return bool(cue.ONCOLOGY.search(self.company) or cue.ONCOLOGY.search(department))

    def _of_wellness(self) -> list[Finding]:
        if not cue.WELLNESS.search(self.title) or self.is_hospital:
            return []
        return [self._find("iv-wellness-medspa", cue.WELLNESS)]

    def _of_employer(self) -> list[Finding]:
        if len(cue.HOSPICE.findall(self.body)) >= 3:
            return [self._find("hospice-palliative", cue.HOSPICE)]
        for pattern, slugs in cue.EMPLOYERS:
            if pattern.search(self.company) or cue.chain(slugs[0]).search(self.company):
                return [(slug, self.company.strip()) for slug in slugs]
        if cue.CHILDREN.search(self.company):
            return [self._find("pediatric-hospital", cue.CHILDREN)]
        return []

    def _of_body(self) -> list[Finding]:
        """Where neither title nor employer says: what the text keeps coming back to."""
        if beds := cue.BEDS.search(self.body):
            return [("hospital-inpatient", beds[0])]
        if len(cue.DEVICE_MAKER.findall(self.body)) >= 3 and not self.is_hospital:
            return [self._find("pharma-device", cue.DEVICE_MAKER)]
        if cue.PRIMARY_CARE.search(self.title):
            return [self._find("physician-office", cue.PRIMARY_CARE)]
        if cue.INSTITUTION.search(self.title):
            return []
        by_title = cue.HOSPITAL_ONLY.search(self.title) and not cue.CLINIC_TITLE.search(self.title)
        if by_title and not cue.NOT_A_WARD.search(self.title):
            return [self._find("hospital-inpatient", cue.HOSPITAL_ONLY)]
        if cue.HOSPITAL_ONLY.search(self.company) and not cue.NOT_HOSPITAL.search(self.company):
            is_ward = cue.WARD.search(self.body) and not cue.NOT_A_WARD.search(self.title)
            return [self._find("hospital-inpatient", cue.WARD)] if is_ward else []
        words = self.text.lower[:10_000]
        counts = sorted(
            ((len(pattern.findall(words)), slug, pattern) for slug, pattern in cue.BODIES),
            key=lambda row: row[0],
            reverse=True,
        )
        (most, slug, pattern), (second, _, _) = counts[:2]
        if most < 3 or second * 2 > most:
            return []
        return [(slug, self.text.quote_around(*pattern.search(words).span()))]

    def _of_pharmacy(self) -> list[Finding]:
        infuses = self.role in {"infusion-pharmacist", "infusion-pharmacy-technician"}
        if infuses and (not self.is_hospital or re.search(r"\bhome infusion", self.named, re.IGNORECASE)):
            return [self._find("home-infusion-pharmacy", cue.INFUSION)]
        if cue.OUTSOURCING.search(f"{self.named} {self.body}"):
            return [self._find("503b-outsourcing", cue.OUTSOURCING)]
        often = 3 if not self.is_hospital else len(self.body)
        if cue.PAYER.search(self.named) or len(cue.PAYER.findall(self.body)) >= often > 0:
            return [self._find("payer-utilization", cue.PAYER)]
        is_specialty = not self.is_hospital and len(cue.SPECIALTY_DRUGS.findall(self.body)) >= 2
        if cue.SPECIALTY.search(self.named) or is_specialty:
            return [self._find("specialty-pharmacy", cue.SPECIALTY_DRUGS)]
        if cue.RETAIL.search(self.named):
            return []
        known = f"{self.title} {self.company} {self.body}" if self.is_hospital else self.title
        if not cue.IN_HOSPITAL.search(known) and len(cue.IN_HOSPITAL.findall(self.body)) < 3:
            return []
        found = [self._find("hospital-pharmacy", cue.IN_HOSPITAL)]
        if cue.CHILDREN.search(self.company):
            found.append(self._find("pediatric-hospital", cue.CHILDREN))
        return found
