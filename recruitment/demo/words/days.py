"""What a day is like and what people do, for each setting: one sentence a line, [one|other] to choose from."""

DAYS = {
    "home-infusion": """
You see [three to four|four to five|two to five|up to four] patients a day in their homes and plan your own \
route.
A usual visit takes [two to four|one to three|two to six] hours; you chart in the home and drive on.
Most of your patients live within [twenty|thirty|forty|forty-five] miles of {city}, many of them around {area}.
The [first|longest] visit is often an immunoglobulin infusion that you start in the morning and stay with to \
the end.
In the afternoon come [the line dressings and lab draws|two or three short visits for dressings and labs].
You bring the pump and the supplies; the drug has arrived the day before [from our pharmacy|by courier].
You teach [patients|families|patients and the people who care for them] to hook up, flush and disconnect on \
their own.
Before you leave home you have seen tomorrow's plan of care, the orders and the last labs.
If a visit runs over, the scheduler moves the next one: you never have to leave somebody in the middle of a \
dose.
Our pharmacist calls you back within [five|ten|fifteen] minutes when an order needs a question answered.
You never go alone where the intake nurse has a doubt about safety, and you may end any visit that does not \
feel right.
One day in [five|ten] you cover first doses, with an anaphylaxis kit and a second nurse on the telephone.
""",
    "ambulatory-infusion-suite": """
The suite has [eight|ten|twelve|fourteen|sixteen] chairs. Each nurse has [up to three|three to four|up to \
four] patients at a time.
Patients come by appointment, and the last one has gone home by [five|six|seven]; there are no nights.
The morning begins with a huddle of ten minutes about who comes, which labs are missing and who is a hard stick.
[Every chair|Each bay] has a window, a screen and room for one visitor.
Most infusions last [one to three|two to four] hours, and most patients come back every [four|six|eight] \
weeks, so you know them.
A nurse practitioner is on site whenever a drug is running and sees each new patient before the first dose.
Prior authorizations are done by [two coordinators|a team in the office], not by the nurses in the suite.
You mix what has to be mixed at the bedside; [hazardous drugs come ready from the pharmacy|a pharmacist \
prepares the rest].
We keep [one chair|an hour at noon] free for the patient who reacts or comes late, and we hold to it.
On [Tuesdays|Wednesdays|Fridays] the neurologists send their patients; the other days are a mix.
The suite on {street} is new and has parking at the door.
""",
    "hospital-outpatient-infusion": """
Our clinic has [eighteen|twenty|twenty-four|thirty-two] chairs, [two|four|six] beds and a charge nurse on \
every shift.
A second nurse checks each high-risk drug, and the rapid response team is in the house.
You have [three to five|four to six|up to five] patients over the day, assigned by acuity and not by chair.
Transfusions start early, antibiotics come at the same hour each day, and biologics fill the rest.
The pharmacy is [next door|one floor down], and doses come up by tube within half an hour of your release.
We also draw from ports for [the laboratory|other clinics], change dressings and take out midlines.
On Saturdays [two|three] nurses see the daily antibiotics, and each of us works [one in four|one in six].
[Residents|Hospitalists|The clinic's physicians] answer pages quickly; orders are signed before the patient \
sits down.
The charge nurse has no patients of her own until noon, so there is always a pair of hands.
The unit is part of the {program} building, a short walk from the garage on {street}.
""",
    "oncology-clinic": """
You give chemotherapy and immunotherapy in a bright room with [twelve|sixteen|twenty|twenty-six] chairs.
Two nurses check every chemotherapy dose; oncologists are on site all day.
Each nurse cares for [five to seven|six to eight|up to six] patients a day, with a new start in the quiet hours.
You go through the treatment plan with each new patient for [forty minutes|an hour], away from the chairs.
Labs are back within [thirty|forty] minutes, and the pharmacist reviews counts before a dose is mixed.
A navigator, a social worker and a dietitian are part of the team in {city}.
Pump disconnects come on [Wednesdays and Fridays|the third day], and you may plan them yourself.
Symptom calls go to a triage nurse; you do not answer the telephone while a vesicant runs.
On Thursdays the tumor board meets over lunch and nurses bring their questions.
We ring no bell unless the patient asks for it.
""",
    "home-infusion-pharmacy": """
You compound in an ISO 5 hood, under a pharmacist, for patients who get their drugs at home.
You mix parenteral nutrition in the morning and antibiotics in the afternoon.
Between [thirty and fifty|sixty and ninety|forty and seventy] preparations leave our clean room each day, \
most of them by courier.
[One technician|A lead technician] gowns in at six to set up; the second comes at eight and stays to the \
last delivery.
You call patients each week to count what they have left and to ask how the line looks.
Pumps come back to you: you clean, test and program them for the next patient.
The last truck for {area} leaves at [three|four|half past four], so the day has a rhythm and an end.
The clean room on {street} was rebuilt in the last few years, and the air is tested twice a year.
""",
    "rheumatology-clinic": """
The practice has [four|six|eight] chairs and [two|three] nurses; patients know you by name.
Most visits are biologics, started after you check labs and vital signs.
[Three|Four|Five] rheumatologists work on the same hallway and come when you call.
You see [six to nine|eight to ten|five to eight] patients a day, and no visit is double-booked.
Between infusions you give injections, teach self-injection and room patients on busy mornings.
You keep the drug refrigerator and order for the week; a coordinator handles the payers.
We schedule the long infusions first, so that everybody has gone home on time.
""",
    "hospital-pharmacy": """
You work in the IV room: garbing, gloved-fingertip and media-fill tests come every six months.
You prepare hazardous drugs in a biological safety cabinet under USP <800>.
The first batch for the floors goes up at [six|seven|half past six], the chemotherapy follows between nine \
and three.
[Two|Three|Four] technicians share the clean room and trade places every two hours.
You fill the cabinets on the floors, check dates and take back what was not used.
A pharmacist checks each dose on camera before the plunger goes down.
Stat doses for the operating rooms come in at any hour, and a runner from {program} takes them upstairs.
""",
}
DUTIES = {
    "home-infusion": """
Assess the patient, the line and the home at each visit, and tell the physician [the same day|before you \
leave] what has changed
Start, watch and end infusions in the home by the orders and the plan of care
Draw labs from [peripheral and central lines|ports and PICCs] and bring them to the laboratory in time
Teach patients and caregivers to infuse on their own, and check back until they are sure
Chart [in the home|within twenty-four hours] on the tablet we give you
Keep a stock of supplies in your car and ask for more before it runs out
Take part in the call rotation, [one week in eight|one weekend in six|about two nights a month]
Coordinate each start of care with intake, pharmacy and the referring office
Recognize an infusion reaction early and treat it by protocol
Remove midlines and PICCs by order and document length and tip
Report every adverse event and near miss; we look for causes and do not blame
Visit patients in the hospital before discharge to plan their first dose at home
""",
    "ambulatory-infusion-suite": """
Greet, assess and prepare each patient, and go through the checklist before the first drop
Place peripheral IVs, at times with ultrasound, and access ports
Reconstitute and dilute ordered drugs by our aseptic procedure
Titrate rates by protocol and record vital signs at each step
Manage reactions with the nurse practitioner on site and write the report
Review labs, weight and screening for infection before each dose
Keep lot numbers and expiration dates of every vial
Call patients [the day after|within two days of] a first dose
Order supplies for the suite and keep the emergency cart complete
Help at our suite in {area} on some days of the month
""",
    "hospital-outpatient-infusion": """
Assess patients on arrival and plan their care with the clinic's physicians
Give blood products, antibiotics, biologics and supportive drugs by policy
Access, flush and de-access central lines, and take out lines by order
Check each high-alert drug and each unit of blood with a second nurse at the chair
Teach patients what to watch for at home and whom to call at night
Answer calls from patients who were here within the last [two|three] days
Work with case managers on the way from the ward to the clinic
Precept students and new colleagues
Float to [the observation unit|the cancer center] at most [twice a month|four times a quarter], after \
orientation there
Take part in audits of line infections; ours were [two|three|none] last year
""",
    "oncology-clinic": """
Verify dose, body surface area, labs and consent with a second nurse before each treatment
Give chemotherapy, targeted drugs and immunotherapy through ports and peripheral lines
Watch for extravasation, hypersensitivity and cytokine release, and act by protocol
Teach patients and families about each regimen and its side effects
Access and de-access ports; connect and disconnect ambulatory pumps
Handle hazardous drugs with double gloves, gown and closed-system devices
Support patients at the end of treatment, whichever way it goes
Chart each cycle in real time and close the encounter the same day
Triage symptoms by the clinic's guidelines [on one day of the week|when it is your turn]
Coordinate scans, labs and visits with the navigator
""",
    "home-infusion-pharmacy": """
Compound sterile preparations under USP <797> and, for hazardous drugs, USP <800>
Clean hoods, carts and rooms each day and write it down
Pick, label and pack each delivery with its supplies
Program and test ambulatory pumps; a pharmacist checks the settings
Call patients about their next delivery and note what they have on hand
Count, rotate and order drugs and supplies
Pass gloved-fingertip and media-fill tests twice a year
Keep temperature records of refrigerators and shipments
Bill supplies with the reimbursement team at the end of each week
""",
    "rheumatology-clinic": """
Review labs, tuberculosis and hepatitis screening before each biologic
Start peripheral IVs and give biologics by protocol
Watch vital signs and joints, and call the rheumatologist when a patient flares
Give injections and teach patients to inject at home
Keep the infusion schedule full and fair
Document each vial and what was left of it
Help the front desk of nurses with refills in quiet hours
""",
    "hospital-pharmacy": """
Prepare IV admixtures, syringes and batches under USP <797>
Prepare hazardous drugs under USP <800> in the negative-pressure room
Clean and document hoods, anterooms and clean rooms
Fill and check automated cabinets on the floors
Deliver stat doses and take back unused ones
Pass gloved-fingertip, garbing and media-fill tests every six months
Compound parenteral nutrition with the automated compounder
Count controlled drugs with a pharmacist at each change of shift
""",
}
SHIFTS = {
    "day": """
You work days, [7 a.m. to 3:30 p.m.|8 a.m. to 4:30 p.m.|7 a.m. to 7 p.m.|6:30 a.m. to 5 p.m.].
These are day shifts, [four of ten hours|three of twelve hours|five of eight hours] a week for a full position.
Hours are in the daytime; the schedule is posted [four|six] weeks ahead.
""",
    "weekday": """
You work Monday through Friday, [8 a.m. to 5 p.m.|7:30 a.m. to 4 p.m.|in daytime hours], and are off on \
Saturday and Sunday.
Monday to Friday, and off on [six|seven|eight] public holidays.
""",
    "evening": """
You work evenings, [2 p.m. to 10:30 p.m.|noon to 8:30 p.m.|3 p.m. to 11 p.m.].
These are evening shifts; most of the doses fall between four and nine.
""",
    "night": """
You work nights, [7 p.m. to 7:30 a.m.|10 p.m. to 6:30 a.m.|11 p.m. to 7 a.m.].
These are night shifts, in blocks of [two or three|three or four].
""",
    "weekend": """
You work weekends, [Saturday and Sunday|Friday to Sunday], [twelve|ten] hours each day.
This is a weekend position; colleagues cover the week.
""",
    "variable": """
You schedule yourself: tell us by the [tenth|fifteenth|twentieth] which days of the next month you can work.
Hours vary with the visits, and you say no when a day does not suit you.
""",
}
EMPLOYMENT = {
    "full-time": "This is a full-time position of [36|40|36 to 40] hours a week.",
    "part-time": "This is a part-time position of [16|20|24|20 to 28] hours a week.",
    "prn": "This is a PRN (per diem) position with no minimum beyond [two|four] shifts a month.",
    "travel-contract": "This is a travel contract of [eight|thirteen|sixteen] weeks, which may be extended.",
    "temporary": "This is a temporary position for [four|six|nine] months, [to cover a leave|for a new program].",
}
