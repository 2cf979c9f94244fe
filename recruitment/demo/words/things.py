"""Sentences about therapies, devices and systems, by the vocabulary's slugs."""

NAMES = {
    "ivig": "IVIG",
    "antibiotics-opat": "IV antibiotics",
    "tpn": "parenteral nutrition (TPN)",
    "inotropic": "inotropic therapy",
    "biologics": "biologics",
    "hydration": "hydration",
    "enzyme-replacement": "enzyme replacement",
    "iron": "IV iron",
    "bisphosphonate-bone": "bone therapy",
    "neuro-ms": "infusions for multiple sclerosis",
    "steroid": "IV steroids",
    "blood-products": "transfusions",
    "chemotherapy": "chemotherapy",
    "immunotherapy-oncology": "immunotherapy",
    "pain-management": "pain management",
    "scig": "SCIG",
    "factor-replacement": "factor replacement",
    "alpha1": "alpha-1 augmentation",
    "anti-amyloid": "anti-amyloid infusions",
    "injections": "injections",
    "therapeutic-phlebotomy": "therapeutic phlebotomy",
    "line-care": "line care",
}
THERAPIES = {
    "ivig": """
Give IVIG to patients with [CIDP|primary immunodeficiency|myasthenia gravis|dermatomyositis], and titrate by \
their last reaction
Premedicate, hydrate and watch patients on immunoglobulin (IVIG) for the length of the dose
Start new IVIG patients with the pharmacist's rate sheet and stay for the first [two hours|hour]
""",
    "antibiotics-opat": """
Give IV antibiotics ([vancomycin|ceftriaxone|daptomycin|ertapenem|cefazolin]) to OPAT patients and draw the \
weekly labs
Follow OPAT patients from discharge to the last dose, with the infectious disease clinic
Teach patients to push or hang their antibiotics on their own
""",
    "tpn": """
Manage patients on TPN: [labs twice a week at first|weekly labs], weights, and the changes the dietitian \
asks for
Teach families to hook up parenteral nutrition in the evening and to disconnect in the morning
Know refeeding, line infection and glucose swings in patients on TPN
""",
    "inotropic": """
Care for patients on inotropic therapy ([milrinone|dobutamine]) who wait for a transplant or have chosen to \
be at home
Check weights, pressures and backup pumps of patients on milrinone
""",
    "biologics": """
Give biologics such as [infliximab|vedolizumab|rituximab|ustekinumab|tocilizumab|abatacept] by protocol
Screen for infection before each biologic and hold the dose when you are not sure
Infuse monoclonal antibodies for [Crohn's disease|ulcerative colitis|rheumatoid arthritis|lupus|psoriasis]
""",
    "hydration": """
Give hydration and electrolytes [after chemotherapy|in hyperemesis|after bariatric surgery] and watch the \
balance
Run fluids and magnesium by the day's labs
""",
    "enzyme-replacement": """
Infuse enzyme replacement for patients with [Fabry|Pompe|Gaucher] disease, every other week, at the same hour
Care for [three|five|a few] families on enzyme replacement therapy who have known us for years
""",
    "iron": """
Give IV iron ([iron sucrose|ferric carboxymaltose|iron dextran]) and watch for reactions for thirty minutes \
after
Plan iron series for patients from [nephrology|obstetrics|gastroenterology]
""",
    "bisphosphonate-bone": """
Give bone therapy ([zoledronic acid|denosumab|romosozumab]) after a look at calcium, kidneys and teeth
Explain zoledronic acid and what the next two days may feel like
""",
    "neuro-ms": """
Infuse [ocrelizumab|natalizumab|ublituximab] for patients with multiple sclerosis and keep the safety \
programs' records
Know what a relapse looks like in MS patients and whom to call
""",
    "steroid": """
Give IV methylprednisolone over three or five days and watch glucose and sleep
""",
    "blood-products": """
Transfuse red cells and platelets with a second nurse's check at the chair
Start, watch and report transfusions by the blood bank's policy
""",
    "chemotherapy": """
Give chemotherapy through ports and peripheral lines, [vesicants included|with a second check of each dose]
Teach patients who start chemotherapy, and call them on the third day
Clean up spills and waste of chemotherapy drugs by policy
""",
    "immunotherapy-oncology": """
Give checkpoint inhibitors ([pembrolizumab|nivolumab|atezolizumab]) and know late side effects of immunotherapy
Ask each patient on immunotherapy about bowels, breath and skin before the dose
""",
    "pain-management": """
Prepare and refill pain pumps for patients in palliative care
Check PCA settings with a second person at each change
""",
    "scig": """
Train patients to give subcutaneous immunoglobulin (SCIG) with their own pump
""",
    "factor-replacement": """
Teach families of people with hemophilia to mix and give factor
""",
    "alpha1": """
Give weekly alpha-1 augmentation and follow lung function with the clinic
""",
    "anti-amyloid": """
Give anti-amyloid antibodies and keep the calendar of MRI scans with neurology
""",
    "injections": """
Give injections ([omalizumab|mepolizumab|denosumab|leuprolide]) and watch as long as the label asks
""",
    "therapeutic-phlebotomy": """
Do therapeutic phlebotomy for patients with hemochromatosis or polycythemia
""",
    "line-care": """
Change dressings and caps, flush and take blood: line care is part of every day
""",
}
TECHNICIAN_THERAPIES = {
    "tpn": """
Compound TPN with the automated compounder and check weights of each bag
Prepare parenteral nutrition for [adults|children and adults] from the pharmacist's orders
""",
    "antibiotics-opat": """
Batch IV antibiotics into [syringes|elastomeric devices|minibags] for the week's OPAT patients
""",
    "ivig": """
Pool and label IVIG vials and keep each lot number
""",
    "pain-management": """
Fill cassettes for pain pumps with a pharmacist's check of each count
""",
    "chemotherapy": """
Prepare chemotherapy in the biological safety cabinet with closed-system devices
Check chemotherapy orders against the regimen with the pharmacist before you mix
""",
}
DEVICES = {
    "picc": """
Care for PICC lines: dressing, caps, flushing, blood draws and removal
Change PICC dressings weekly and measure the arm and the outer length
""",
    "implanted-port": """
Access and de-access implanted ports without help
Access ports, check for blood return before each drug and know what to do without one
""",
    "midline": """
Care for and remove midline catheters
""",
    "piv": """
Place peripheral IVs in patients with hard veins, and know when to stop trying
Start IVs on the first or second try and call a colleague for the third
""",
    "tunneled-cvc": """
Care for tunneled central catheters in children and adults
""",
    "cadd": """
Program and troubleshoot CADD pumps
""",
    "curlin": """
Program Curlin pumps and teach patients their alarms
""",
    "alaris": """
Run Alaris pumps with the drug library and never around it
""",
    "baxter-spectrum": """
Run Baxter Spectrum pumps with the drug library
""",
    "elastomeric": """
Teach patients to use elastomeric devices
""",
    "sapphire": """
Set up Sapphire pumps for [nutrition|antibiotics] at home
""",
    "bbraun-infusomat": """
Run B. Braun Infusomat pumps and scan each bag
""",
}
TECHNICIAN_DEVICES = {
    "cadd": "\nFill CADD cassettes and test the pumps\n",
    "elastomeric": "\nFill elastomeric devices and check them for leaks\n",
    "curlin": "\nProgram and test Curlin pumps before they go out\n",
}
SYSTEMS = {
    "epic": "Chart in Epic[| with Beacon treatment plans|, with barcode scanning at the chair]",
    "oracle-health": "Chart in Oracle Health (Cerner)",
    "meditech": "Chart in MEDITECH",
    "oncoemr": "Work from treatment plans in OncoEMR",
    "iknowmed": "Work from regimens in iKnowMed",
    "athenahealth": "Chart in athenahealth",
    "nextgen": "Chart in NextGen",
    "weinfuse": "Chart and keep inventory in WeInfuse",
    "caretend": "Work in CareTend (WellSky) [for orders and deliveries|on a tablet]",
    "cprplus": "Work in CPR+ for orders, labels and visits",
    "homecare-homebase": "Chart visits in Homecare Homebase",
    "iv-workflow": "Use the IV workflow system: scan, photograph, release",
    "pyxis": "Fill and check Pyxis cabinets",
    "omnicell": "Fill and check Omnicell cabinets",
    "brightree": "Order supplies in Brightree",
}
DIAGNOSES = (
    """
Crohn's disease|ulcerative colitis|rheumatoid arthritis|psoriatic arthritis|lupus|gout|osteoporosis|multiple \
sclerosis
myasthenia gravis|CIDP|neuromyelitis optica|migraine|asthma|urticaria|primary \
immunodeficiency|sarcoidosis|vasculitis
uveitis|ankylosing spondylitis|heart failure|cystic \
fibrosis|bronchiectasis|osteomyelitis|endocarditis|cellulitis
diabetic foot infections|short bowel syndrome|gastroparesis|pancreatitis|hyperemesis|anemia|kidney \
disease|hemophilia
breast cancer|lung cancer|colon cancer|prostate cancer|lymphoma|myeloma|leukemia|melanoma|ovarian \
cancer|bladder cancer
pancreatic cancer|Fabry disease|Pompe disease|Gaucher disease|thyroid eye disease|amyloidosis|transplant \
rejection
""".strip()
    .replace("\n", "|")
    .split("|")
)
BACKGROUNDS = (
    """
medical-surgical|telemetry|intensive care|step-down|emergency|dialysis|hospice|home \
health|pediatrics|neonatal care
labor and delivery|mother-baby|postpartum|perioperative care|PACU|endoscopy|cath lab|interventional \
radiology|wound care
case management|school nursing|urgent care|long-term \
care|rehabilitation|orthopedics|neurology|cardiology|pulmonology
transplant|bone marrow transplant|trauma|burn care|behavioral health|occupational health|primary \
care|ambulatory surgery
vascular access|apheresis|radiation \
oncology|gynecology|urology|dermatology|allergy|gastroenterology|nephrology|triage
correctional care|flight nursing|military nursing|public health|clinical research
""".strip()
    .replace("\n", "|")
    .split("|")
)
SCREENS = (
    """
drug libraries|barcode scanning|tablets|secure messages|ultrasound|vein finders|video visits|electronic \
signatures
spreadsheets|scheduling software|telephone triage|lab portals
""".strip()
    .replace("\n", "|")
    .split("|")
)
