"""Where the work is done: the practice settings a posting names for its own job."""

import re

from jobs.extraction import setting_cues as cue
from jobs.extraction.text import Text
from jobs.extraction.types import RawPosting, Reading


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
        self.body = "\n".join(
            line.text for line in text.lines if line.section not in {"about", "eeo", "keywords", "benefits"}
        )[:8_000]

    def settings(self) -> list[tuple[str, str]]:
        if cue.PHARMACY.search(self.title) and not re.search(r"\bnurse\b|\brn\b", self.title, re.IGNORECASE):
            return self._of_pharmacy()
        if self.role in {"vascular-access-nurse", "picc-nurse"}:
            return self._of_vascular_access()
        if self.role in cue.INFUSION_ROLES:
            return self._of_infusion()
        return self._of_nursing()

    def _is_hospital(self) -> bool:
        return bool(cue.HOSPITAL.search(self.company)) and not cue.NOT_HOSPITAL.search(self.company)

    def _cite(self, pattern: re.Pattern[str]) -> str:
        """The words in the source that a pattern rests on: in the title, the employer's name or the text."""
        for words in (self.title, self.company):
            if pattern.search(words):
                return words.strip()[:200]
        found = pattern.search(self.text.clean)
        return self.text.quote_around(*found.span()) if found else self.title.strip()[:200]

    def _of_infusion(self) -> list[tuple[str, str]]:
        named = f"{self.title} {self.company}"
        if self.role == "wellness-infusion-clinician" or cue.WELLNESS.search(named):
            found = [("iv-wellness-medspa", self._cite(cue.WELLNESS))]
            return found + ([("mobile-iv", self._cite(cue.MOBILE))] if cue.MOBILE.search(self.title) else [])
        if self.role == "home-infusion-nurse" or re.search(r"\bhome infusion", self.title, re.IGNORECASE):
            return self._of_home_infusion()
        if (
            cue.FACILITIES.search(self.body)
            and (cue.VISITS.search(f"{self.title} {self.body}") or not self._is_hospital())
            and len(cue.HOMES.findall(self.body)) < 2
        ):
            found = [("long-term-care", self._cite(cue.FACILITIES))]
            return found + (
                [("mobile-iv", self._cite(cue.MOBILE))]
                if cue.MOBILE.search(f"{self.title} {self.body}")
                else []
            )
        if len(cue.HOMES.findall(self.body)) >= 2 and not re.search(
            r"\bcenter|\bclinic|\boutpatient", self.title, re.IGNORECASE
        ):
            return self._of_home_infusion()
        return self._of_infusion_center()

    def _of_home_infusion(self) -> list[tuple[str, str]]:
        found = [("home-infusion", self._cite(cue.HOMES))]
        if re.search(
            r"\bhome (?:health|care|services?)\b", f"{self.title} {self.company}", re.IGNORECASE
        ) or re.search(
            r"\bhome health aide|\bVNA\b|\bOASIS\b|\bvisiting nurse|\bhome health agency", self.body
        ):
            found.append(("home-health-agency", self._cite(cue.HHA)))
        if re.search(
            r"\bhomes?\b[^.\n]{0,30}\b(?:and|or|and/or|/)\b[^.\n]{0,20}infusion (?:suites?|centers?"
            r"|clinics?)|infusion (?:suites?|centers?|clinics?)[^.\n]{0,25}\b(?:and"
            r"|or)\b[^.\n]{0,25}\bhomes?\b",
            self.body,
            re.IGNORECASE,
        ):
            found.append(("ambulatory-infusion-suite", self._cite(cue.SUITES)))
        return found

    def _of_infusion_center(self) -> list[tuple[str, str]]:
        named = f"{self.title} {self.company}"
        found: list[tuple[str, str]] = []
        for slug, pattern in cue.SPECIALTIES:
            if pattern.search(named):
                return [(slug, self._cite(pattern))]
        oncology = self.role == "oncology-infusion-nurse" or cue.ONCOLOGY.search(named)
        if re.search(
            r"\bhealth cent(?:er|ers)\b|\bcommunity health", self.company, re.IGNORECASE
        ) and cue.COMMUNITY.search(self.text.clean):
            return [("community-health-center", self._cite(cue.COMMUNITY))]
        if cue.CHILDREN.search(self.company):
            found.append(("pediatric-hospital", self._cite(cue.CHILDREN)))
        if oncology:
            found.append(("oncology-clinic", self._cite(cue.ONCOLOGY)))
        if self._is_hospital():
            if re.search(
                r"\biv therapy\b|\biv team\b|\binpatient\b", self.title, re.IGNORECASE
            ) and not cue.OUTPATIENT.search(self.title):
                return [*found, ("hospital-inpatient", self._cite(cue.HOSPITAL))]
            if not (oncology and re.search(r"\bcancer\b", self.company, re.IGNORECASE)):
                found.append(("hospital-outpatient-infusion", self._cite(cue.OUTPATIENT)))
        elif not found:
            if cue.MOBILE.search(self.title):
                found.append(("mobile-iv", self._cite(cue.MOBILE)))
            elif cue.OFFICE.search(f"{named} {self.body[:1500]}") and not cue.SUITES.search(named):
                found.append(("physician-office", self._cite(cue.OFFICE)))
            elif cue.SUITES.search(f"{named} {self.body}") or re.search(
                r"\binfusion\b", self.company, re.IGNORECASE
            ):
                found.append(("ambulatory-infusion-suite", self._cite(cue.SUITES)))
        return found

    def _of_vascular_access(self) -> list[tuple[str, str]]:
        if cue.CHILDREN.search(self.company):
            return [
                ("pediatric-hospital", self._cite(cue.CHILDREN)),
                ("hospital-inpatient", self._cite(cue.HOSPITAL)),
            ]
        if self._is_hospital():
            return [("hospital-inpatient", self._cite(cue.HOSPITAL))]
        found = [("long-term-care", self._cite(cue.FACILITIES))] if cue.FACILITIES.search(self.body) else []
        return found + ([("mobile-iv", self._cite(cue.MOBILE))] if cue.MOBILE.search(self.title) else [])

    def _of_nursing(self) -> list[tuple[str, str]]:
        for pattern, slugs in cue.UNITS:
            if pattern.search(self.title):
                if slugs == ("hospital-inpatient",) and cue.TRANSPLANT.search(self.title):
                    slugs = ("hospital-inpatient", "transplant-cell-therapy")
                found = [(slug, self._cite(pattern)) for slug in slugs]
                if cue.CHILDREN.search(self.company) and slugs[0] in {
                    "hospital-inpatient",
                    "critical-care",
                    "emergency-department",
                }:
                    found.append(("pediatric-hospital", self._cite(cue.CHILDREN)))
                return found
        for slug, pattern in cue.SPECIALTIES:
            if pattern.search(self.title) and re.search(
                r"\bclinic\b|\boffice\b|\boutpatient|\bambulatory", self.title, re.IGNORECASE
            ):
                return [(slug, self._cite(pattern))]
        if cue.ONCOLOGY.search(self.title) and not cue.DESK.search(self.title):
            if cue.TRANSPLANT.search(self.title):
                return [
                    ("hospital-inpatient", self._cite(cue.TRANSPLANT)),
                    ("transplant-cell-therapy", self._cite(cue.TRANSPLANT)),
                ]
            clinic = cue.CLINIC.search(f"{self.title} {cue.HOSPITAL.sub('', self.company)}")
            clinic = clinic and not re.search(r"\bnights?\b", self.title, re.IGNORECASE)
            if clinic or cue.ONCOLOGY.search(self.company):
                return [("oncology-clinic", self._cite(cue.ONCOLOGY))]
            return [("hospital-inpatient", self._cite(cue.HOSPITAL))] if self._is_hospital() else []
        for pattern, slugs in cue.EMPLOYERS:
            if pattern.search(self.company) or cue.chain(slugs[0]).search(self.company):
                return [(slug, self.company.strip()[:200]) for slug in slugs]
        if cue.CHILDREN.search(self.company):
            return [("pediatric-hospital", self._cite(cue.CHILDREN))]
        return self._of_body()

    def _of_body(self) -> list[tuple[str, str]]:
        """Where neither title nor employer says: what the body keeps coming back to."""
        if cue.NOT_A_WARD.search(self.title):
            return []
        if cue.HOSPITAL_ONLY.search(self.company) and not cue.NOT_HOSPITAL.search(self.company):
            return [("hospital-inpatient", self._cite(cue.WARD))] if cue.WARD.search(self.body) else []
        counts = [
            (len(pattern.findall(self.text.clean[:10_000])), slug, pattern) for slug, pattern in cue.BODIES
        ]
        count, slug, pattern = max(counts, key=lambda row: row[0])
        if count < 3 or sorted(row[0] for row in counts)[-2] * 2 > count:
            return []
        return [(slug, self._cite(pattern))]

    def _of_pharmacy(self) -> list[tuple[str, str]]:
        named = f"{self.title} {self.company}"
        if self.role == "infusion-pharmacist" or self.role == "infusion-pharmacy-technician":
            if not self._is_hospital() or re.search(r"\bhome infusion", named, re.IGNORECASE):
                return [
                    (
                        "home-infusion-pharmacy",
                        self._cite(re.compile(r"\binfusion\b|\biv pharm", re.IGNORECASE)),
                    )
                ]
        if re.search(r"\b503b\b|\boutsourcing facilit", f"{named} {self.body}", re.IGNORECASE):
            return [("503b-outsourcing", self._cite(re.compile(r"\b503b\b|\boutsourcing", re.IGNORECASE)))]
        if cue.PAYER.search(named) or (len(cue.PAYER.findall(self.body)) >= 3 and not self._is_hospital()):
            return [("payer-utilization", self._cite(cue.PAYER))]
        specialty = re.compile(
            r"\bspecialty pharmac|\bspecialty medication|\bnuclear pharmac|\bmail[- ]order", re.IGNORECASE
        )
        if cue.SPECIALTY.search(named) or (
            len(specialty.findall(self.body)) >= 2 and not self._is_hospital()
        ):
            return [("specialty-pharmacy", self._cite(specialty))]
        if cue.RETAIL.search(named):
            return []
        hospital = re.compile(r"\bhospital\b|\bacute care\b|\binpatient\b|\bmedical center\b", re.IGNORECASE)
        if hospital.search(self.title) or (
            self._is_hospital() and hospital.search(f"{self.company} {self.body}")
        ):
            found = [("hospital-pharmacy", self._cite(hospital))]
            return (
                [("pediatric-hospital", self._cite(cue.CHILDREN)), *found]
                if cue.CHILDREN.search(self.company)
                else found
            )
        return []
