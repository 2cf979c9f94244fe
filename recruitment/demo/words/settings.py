"""Settings of invented postings: how common each is, and what terms belong to it."""

# Setting: how often (out of 100), role slug.
SETTINGS = {
    "home-infusion": (30, "home-infusion-nurse"),
    "ambulatory-infusion-suite": (22, "infusion-nurse"),
    "hospital-outpatient-infusion": (16, "infusion-nurse"),
    "oncology-clinic": (14, "oncology-infusion-nurse"),
    "home-infusion-pharmacy": (10, "infusion-pharmacy-technician"),
    "rheumatology-clinic": (4, "infusion-nurse"),
    "hospital-pharmacy": (4, "iv-compounding-technician"),
}
TECHNICIAN_SETTINGS = frozenset({"home-infusion-pharmacy", "hospital-pharmacy"})
# Closed at night.
DAY_SETTINGS = frozenset({"ambulatory-infusion-suite", "oncology-clinic", "rheumatology-clinic"})
THERAPIES = {
    "home-infusion": [
        "ivig",
        "antibiotics-opat",
        "tpn",
        "inotropic",
        "biologics",
        "hydration",
        "enzyme-replacement",
        "scig",
        "factor-replacement",
        "alpha1",
        "line-care",
        "steroid",
    ],
    "ambulatory-infusion-suite": [
        "biologics",
        "iron",
        "ivig",
        "bisphosphonate-bone",
        "hydration",
        "neuro-ms",
        "steroid",
        "anti-amyloid",
        "injections",
        "alpha1",
    ],
    "hospital-outpatient-infusion": [
        "blood-products",
        "biologics",
        "iron",
        "antibiotics-opat",
        "chemotherapy",
        "therapeutic-phlebotomy",
        "hydration",
        "injections",
        "line-care",
    ],
    "oncology-clinic": [
        "chemotherapy",
        "immunotherapy-oncology",
        "blood-products",
        "iron",
        "hydration",
        "injections",
    ],
    "home-infusion-pharmacy": ["tpn", "antibiotics-opat", "ivig", "pain-management"],
    "rheumatology-clinic": ["biologics", "bisphosphonate-bone", "steroid", "injections"],
    "hospital-pharmacy": ["chemotherapy", "tpn", "antibiotics-opat"],
}
DEVICES = {
    "home-infusion": [
        "picc",
        "implanted-port",
        "midline",
        "cadd",
        "curlin",
        "piv",
        "elastomeric",
        "sapphire",
        "tunneled-cvc",
    ],
    "ambulatory-infusion-suite": ["piv", "implanted-port", "picc", "alaris", "bbraun-infusomat"],
    "hospital-outpatient-infusion": ["implanted-port", "picc", "piv", "alaris", "baxter-spectrum"],
    "oncology-clinic": ["implanted-port", "picc", "alaris", "cadd"],
    "home-infusion-pharmacy": ["cadd", "elastomeric", "curlin"],
    "rheumatology-clinic": ["piv", "implanted-port"],
    "hospital-pharmacy": [],
}
SYSTEMS = {
    "home-infusion": ["caretend", "cprplus", "homecare-homebase"],
    "ambulatory-infusion-suite": ["weinfuse", "athenahealth", "epic"],
    "hospital-outpatient-infusion": ["epic", "oracle-health", "meditech"],
    "oncology-clinic": ["oncoemr", "iknowmed", "epic"],
    "home-infusion-pharmacy": ["caretend", "cprplus", "iv-workflow"],
    "rheumatology-clinic": ["weinfuse", "nextgen"],
    "hospital-pharmacy": ["epic", "pyxis", "omnicell", "iv-workflow"],
}
EMPLOYMENT = [("full-time", 58), ("part-time", 14), ("prn", 18), ("travel-contract", 6), ("temporary", 4)]
# A night or an evening becomes a day where the doors are closed then.
SHIFTS = [("day", 52), ("weekday", 20), ("evening", 9), ("night", 5), ("weekend", 6), ("variable", 8)]
# Beside health insurance and paid time off, which all have.
EXTRA_BENEFITS = ["retirement", "tuition", "mileage", "malpractice", "certification-pay"]
