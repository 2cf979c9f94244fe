"""Titles of invented postings, by setting, and what employers put behind them."""

TITLES = {
    "home-infusion": """
Home Infusion RN|Field Infusion Nurse|Home Infusion Registered Nurse|Home Infusion Nurse|Infusion Nurse, \
Home Visits
RN, Home Infusion|Registered Nurse - Home Infusion|Visiting Infusion Nurse|Infusion RN, Field|Home IV \
Therapy Nurse
Infusion Nurse (Home Care)|Home Infusion RN Clinician|Traveling Infusion Nurse, Local Visits|Infusion Field \
Nurse RN
Home Infusion Nurse, IVIG|PICC and Home Infusion RN|Specialty Infusion Nurse, Home
""",
    "ambulatory-infusion-suite": """
Infusion RN|Infusion Nurse, Ambulatory Suite|Registered Nurse, Infusion Center|Infusion Nurse|RN Infusion Suite
Ambulatory Infusion RN|Infusion Center Nurse|Registered Nurse - Infusion Suite|Outpatient Infusion Nurse
Biologics Infusion Nurse|Infusion Suite RN|Clinical Nurse, Infusion|IV Therapy Nurse, Suite|Lead Infusion RN
Infusion Nurse, Neurology and GI
""",
    "hospital-outpatient-infusion": """
Outpatient Infusion RN|RN, Infusion Clinic|Staff Nurse, Day Infusion|Registered Nurse - Outpatient Infusion
RN Infusion Services|Infusion Center RN|Clinical Nurse II - Infusion|Registered Nurse, Infusion and Transfusion
RN - Infusion Therapy|Infusion/Apheresis RN|RN, Observation and Infusion Unit|Infusion and Wound Clinic RN
RN Medical Day Unit|Infusion RN, Med-Surg Background|Registered Nurse, Infusion and Dialysis Access
""",
    "oncology-clinic": """
Oncology Infusion RN|Chemotherapy Infusion Nurse|Infusion RN, Oncology|Oncology RN, Infusion Room
Registered Nurse - Oncology Infusion|Chemo Infusion RN|RN Medical Oncology Infusion|Hematology Oncology \
Infusion Nurse
Oncology Nurse, Treatment Room|Infusion Nurse, Cancer Center|RN, Chemotherapy and Immunotherapy
Oncology Infusion and Triage RN|Radiation and Infusion Oncology RN
""",
    "home-infusion-pharmacy": """
Infusion Pharmacy Technician|IV Pharmacy Technician|Home Infusion Pharmacy Technician|Sterile Compounding \
Technician
Pharmacy Technician - Home Infusion|Certified Pharmacy Technician, IV|Clean Room Pharmacy Technician
Specialty Infusion Pharmacy Technician
""",
    "rheumatology-clinic": """
Infusion Nurse, Rheumatology|Biologics Infusion RN|Rheumatology Infusion RN|RN, Rheumatology and Infusion
Infusion Nurse - Arthritis Clinic|Clinic and Infusion RN
""",
    "hospital-pharmacy": """
IV Room Technician|Sterile Compounding Technician|Chemo Compounding Technician|Pharmacy Technician, IV Room
Certified Pharmacy Technician - Sterile Products|Oncology Pharmacy Technician|Pharmacy Technician II - \
Compounding
""",
}
# How a shift, a type of employment or a bonus is written behind a title.
SHIFT_TAILS = {
    "day": ["Days", "Day Shift", "Full Days"],
    "weekday": ["Monday-Friday", "Weekdays", "No Weekends"],
    "evening": ["Evenings", "Evening Shift"],
    "night": ["Nights", "Night Shift"],
    "weekend": ["Weekends", "Weekend Position"],
    "variable": ["Flexible Schedule"],
}
EMPLOYMENT_TAILS = {
    "full-time": ["Full Time", "FT", "36 hrs/wk"],
    "part-time": ["Part Time", "PT", "0.6 FTE"],
    "prn": ["PRN", "Per Diem", "PRN Pool"],
    "travel-contract": ["Travel Contract", "13 Weeks"],
    "temporary": ["Temporary"],
}
# Where a posting says what else it takes people from.
BACKGROUND_TAILS = [
    "ICU or ED Background", "Oncology", "Pediatrics", "Med-Surg RNs Welcome", "Telemetry Float", "Gastroenterology",
    "Neurology", "Transplant", "Vascular Access", "Hospice Team", "Dialysis Experience Welcome", "Cardiology",
    "Women's Health", "Wound Care",
]  # fmt: skip
