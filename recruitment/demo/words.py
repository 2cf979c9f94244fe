"""The words invented postings are made of."""

FACILITY_FIRST = [
    "Juniper Creek", "Salt Marsh", "Quiet Harbor", "Larkspur", "Three Rivers Bend", "Copper Basin", "Heron Point",
    "Maple Hollow", "Windrow", "Bluestem", "Cedar Lantern", "Tidewater Grove", "Saddle Ridge", "Amber Field",
    "Fox Hollow", "Lark Meadow", "Stonecrop", "Willow Fork", "Redbud", "Clearwater Bend", "Pine Lantern",
    "Harbor Finch", "Meadow Gate", "Silver Birch", "Osprey Landing", "Rosehip", "Cottonwood Trail", "Blue Heron Bay",
]  # fmt: skip
FACILITY_KINDS = {
    "home-infusion": ["Home Infusion", "Home Therapies"],
    "ambulatory-infusion-suite": ["Infusion Suites", "Infusion Center"],
    "hospital-outpatient-infusion": ["Medical Center", "Regional Hospital"],
    "oncology-clinic": ["Cancer Care", "Oncology Associates"],
    "home-infusion-pharmacy": ["Infusion Pharmacy", "Specialty Pharmacy"],
    "rheumatology-clinic": ["Rheumatology", "Arthritis Clinic"],
    "hospital-pharmacy": ["Hospital", "Health"],
}
# Setting: how often (out of 100), role slug, titles.
SETTINGS = {
    "home-infusion": (
        30,
        "home-infusion-nurse",
        ["Home Infusion RN", "Field Infusion Nurse", "Home Infusion Registered Nurse"],
    ),
    "ambulatory-infusion-suite": (
        22,
        "infusion-nurse",
        ["Infusion RN", "Infusion Nurse, Ambulatory Suite", "Registered Nurse, Infusion Center"],
    ),
    "hospital-outpatient-infusion": (
        16,
        "infusion-nurse",
        ["Outpatient Infusion RN", "RN, Infusion Clinic", "Staff Nurse, Day Infusion"],
    ),
    "oncology-clinic": (
        14,
        "oncology-infusion-nurse",
        ["Oncology Infusion RN", "Chemotherapy Infusion Nurse", "Infusion RN, Oncology"],
    ),
    "home-infusion-pharmacy": (
        10,
        "infusion-pharmacy-technician",
        ["Infusion Pharmacy Technician", "IV Pharmacy Technician", "Home Infusion Pharmacy Technician"],
    ),
    "rheumatology-clinic": (4, "infusion-nurse", ["Infusion Nurse, Rheumatology", "Biologics Infusion RN"]),
    "hospital-pharmacy": (
        4,
        "iv-compounding-technician",
        ["IV Room Technician", "Sterile Compounding Technician", "Chemo Compounding Technician"],
    ),
}
THERAPIES = {
    "home-infusion": [
        "ivig",
        "antibiotics-opat",
        "tpn",
        "inotropic",
        "biologics",
        "hydration",
        "enzyme-replacement",
    ],
    "ambulatory-infusion-suite": [
        "biologics",
        "iron",
        "ivig",
        "bisphosphonate-bone",
        "hydration",
        "neuro-ms",
        "steroid",
    ],
    "hospital-outpatient-infusion": [
        "blood-products",
        "biologics",
        "iron",
        "antibiotics-opat",
        "chemotherapy",
    ],
    "oncology-clinic": ["chemotherapy", "immunotherapy-oncology", "blood-products", "iron", "hydration"],
    "home-infusion-pharmacy": ["tpn", "antibiotics-opat", "ivig", "pain-management"],
    "rheumatology-clinic": ["biologics", "bisphosphonate-bone", "steroid"],
    "hospital-pharmacy": ["chemotherapy", "tpn", "antibiotics-opat"],
}
DEVICES = {
    "home-infusion": ["picc", "implanted-port", "midline", "cadd", "curlin", "piv", "elastomeric"],
    "ambulatory-infusion-suite": ["piv", "implanted-port", "picc", "alaris"],
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
SHIFTS = [("day", 52), ("weekday", 20), ("evening", 9), ("night", 5), ("weekend", 6), ("variable", 8)]
BENEFITS = ["health-insurance", "retirement", "pto", "tuition", "mileage", "malpractice", "certification-pay"]
OPENINGS = [
    "{facility} looks for {an_a} {title_lower} in {city}.",
    "Our team in {city} is growing, and we look for {an_a} {title_lower}.",
    "You know how a calm voice and a good stick change somebody's day. We look for {an_a} {title_lower} in {city}.",
]
DAYS = {
    "home-infusion": [
        "You see four to five patients a day in their homes and plan your own route.",
        "A usual visit takes two to four hours; you chart in the home and drive on.",
    ],
    "ambulatory-infusion-suite": [
        "The suite has ten chairs. Each nurse has up to three patients at a time.",
        "Patients come by appointment between seven and five; there are no nights.",
    ],
    "hospital-outpatient-infusion": [
        "Our clinic has twenty chairs and a charge nurse on every shift.",
        "A second nurse checks each high-risk drug, and the rapid response team is in the house.",
    ],
    "oncology-clinic": [
        "You give chemotherapy and immunotherapy in a bright room with twelve chairs.",
        "Two nurses check every chemotherapy dose; oncologists are on site all day.",
    ],
    "home-infusion-pharmacy": [
        "You compound in an ISO 5 hood, under a pharmacist, for patients who get their drugs at home.",
        "You mix parenteral nutrition in the morning and antibiotics in the afternoon.",
    ],
    "rheumatology-clinic": [
        "The practice has six chairs and two nurses; patients know you by name.",
        "Most visits are biologics, started after you check labs and vital signs.",
    ],
    "hospital-pharmacy": [
        "You work in the IV room: garbing, gloved-fingertip and media-fill tests come every six months.",
        "You prepare hazardous drugs in a biological safety cabinet under USP <800>.",
    ],
}
TEAMS = [
    "A pharmacist answers the phone day and night.",
    "You are never the only nurse in the building.",
    "Our educator joins your first visits and signs off your skills one by one.",
    "The team meets every Tuesday to talk through hard cases.",
]
TRAININGS = [
    "Orientation takes six weeks with one preceptor.",
    "If you have not accessed ports lately, we train you until you are sure.",
    "We pay for the CRNI exam and the days to study for it.",
]
CLOSINGS = [
    "About us: {facility} has cared for patients in the region for many years. We are an equal opportunity employer.",
    "{facility} is an equal opportunity employer. Ask us for an accommodation at any step.",
]
PEOPLE = [
    ("Avery Lindqvist", "home-infusion-nurse"),
    ("Marisol Vantongeren", "infusion-nurse"),
    ("Dewitt Okonjo-Hale", "oncology-infusion-nurse"),
    ("Priya Castellane", "infusion-nurse"),
    ("Tobias Wrenfield", "infusion-pharmacy-technician"),
    ("Noor Halvorsen", "home-infusion-nurse"),
    ("Camille Brightwater", "iv-compounding-technician"),
    ("Ezra Montclair-Ruiz", "infusion-nurse"),
    ("Juno Abernathy-Li", "vascular-access-nurse"),
    ("Silas Featherstone", "home-infusion-nurse"),
]
