"""Sentences that fit any employer: one a line, [one|other] to choose from, {slots} filled from the posting."""

HEADINGS = {
    "about": ["About the job", "The position", "Job summary", "Your role", "Overview"],
    "day": ["A usual day", "What a day is like", "A day with us", "How the days go"],
    "duties": ["What you will do", "Responsibilities", "Your work", "Essential functions", "Main duties"],
    "asks": ["What we ask for", "Requirements", "Qualifications", "What you bring", "What you need"],
    "nice": ["Nice to have", "Preferred", "Good to have"],
    "schedule": ["Schedule", "Shift and hours", "Hours"],
    "pay": ["Pay and benefits", "What we offer", "Benefits", "Compensation and benefits"],
    "learning": ["How you will learn", "Orientation", "Training and growth"],
    "team": ["Your colleagues", "Who you work with", "Our team"],
    "place": ["Where you will work", "The place", "Location", "Getting here"],
    "us": ["About us", "Who we are", "About {facility}"],
    "physical": ["Physical demands", "Working conditions"],
    "eeo": ["Equal opportunity", "Equal employment opportunity", "Our commitment"],
    "apply": ["How to apply", "What happens next", "Next steps"],
}
OPENINGS = """
{facility} looks for {a_title} in {city}.
Our team in {city} is growing, and we look for {a_title}.
You know how a calm voice and a good stick change somebody's day. We look for {a_title} in {city}.
We have an opening for {a_title} in {city}, {state}.
{facility} is hiring {a_title} for {city} and the towns around it.
Would you like to know your patients for longer than a shift? We look for {a_title} in {city}.
Join {facility} in {city} as {a_title}.
A colleague of many years is retiring, and we look for {a_title} in {city}, {state}.
Because more patients come to us each month, {facility} adds a position in {city}: {a_title}.
This is a position for {a_title} in {city}, {state}, close to {area}.
"""
PATIENTS = """
Our patients live with {diagnoses}, and many come back for years.
Most of the people you see have {diagnoses}.
The commonest reasons for a visit are {diagnoses}.
You will care for [adults|adults of all ages|adults and some teenagers] with {diagnoses}.
Referrals come from [four|a dozen|about thirty] practices; {diagnoses} are the usual ones.
"""
TEAM = """
A pharmacist answers the phone day and night.
You are never the only one in the building.
The team meets every [Tuesday|Wednesday|Thursday] to talk through hard cases.
[Eleven|Six|Fourteen|Nine|Twenty] colleagues work here, and half of them have stayed more than \
[five|seven|ten] years.
Your manager, {person}, still [takes patients|works in the unit|covers shifts] on most weeks.
{person}, who leads the team, came up through the same position.
Decisions about the schedule are made by the people who work it.
A dietitian, a social worker and {person} from intake are at the same table.
Physicians here call nurses by name and listen when they say stop.
We carpool from {area} and hold a cookout on {street} each summer.
Two colleagues finished the {program} last year and tell everybody about it.
The [supply room|schedule|coffee] is looked after by {person}, and that is known to everybody.
Questions in the night go to the clinician on call, who [has done your job|knows the patients].
"""
LEARNING = """
Orientation takes [four|six|eight|ten] weeks with one preceptor.
Our educator, {person}, joins your first days and signs off your skills one by one.
We pay for [the exam|certification exams] and the days to study for it.
You learn at your own pace: nobody is counted as staff until both of you agree.
The {program} brings new colleagues from all our sites together for [two|three] days.
Skills fairs come twice a year, with {screens}.
Each year you have [three|four|five] paid days for courses and conferences.
A library of short films shows each procedure the way we do it.
After a year you may become a preceptor or join the {program}.
Simulation of reactions and codes comes each [quarter|spring and fall].
We send [two|three] colleagues a year to a national meeting.
"""
WILL_TRAIN = """
If you have not accessed ports lately, we train you until you are sure.
You do not need infusion experience: we train the skills that are missing.
We will train you in infusion if you bring good nursing sense and steady hands.
"""
TRAIN_TECHNICIANS = """
You do not need experience with sterile products: we train you before your first media-fill test.
We will train you in the clean room if you bring a steady hand and like exact work.
"""
NO_TRAINING = """
You should be able to work on your own after a short orientation, so experience is needed.
We cannot train beginners in this position.
"""
SKILLS = """
Good judgment when nobody else is in the room
Clear charting that the next [nurse|person] can use
You are comfortable with {screens}
You write and speak clearly with patients, families and physicians
You keep sterile technique when you are in a hurry
You ask when you are not sure
You count, label and double-check without being asked
You are at ease with people of every background
You plan your day and change the plan without fuss
You work well with a small team and alone
You read orders closely and question what looks wrong
You keep learning: new drugs come every few months
Ability to lift [25|30|35|40] pounds, such as a box of fluids
Basic computer skills, and patience with passwords
You like to teach
"""
NURSE_SKILLS = """
Good IV skills in [adults|adults of all ages|adults and older children]
Experience in {backgrounds} fits well
Some years in {backgrounds}, or in a related field, are welcome
Knowledge of central lines and of what can go wrong with them
You assess first and infuse second
Calm in a reaction and kindness in a long afternoon
Comfortable with dose calculations done twice
"""
TECHNICIAN_SKILLS = """
Skill in aseptic technique and pride in a clean hood
Good arithmetic: dilutions, drip rates, days' supply
You stand for long hours and do not mind the gown
Knowledge of USP <797> and of what an inspector asks
"""
BENEFITS = {
    "health-insurance": "[Health, dental and vision insurance|Health insurance from the first month on]",
    "retirement": "[A 401(k) with a match of four percent|A 403(b) with a match|A retirement plan that we pay into]",
    "pto": "[Paid time off: 20 days in the first year|Paid time off that grows|Paid time off and eight holidays]",
    "tuition": "[Tuition assistance up to $5,000 a year|Tuition assistance for a degree]",
    "mileage": "[Mileage reimbursement at the federal rate|Mileage reimbursement from your door]",
    "malpractice": "Malpractice coverage paid by us",
    "certification-pay": "[Certification pay of $1.50 an hour|Certification pay each year]",
}
PERKS = """
Short- and long-term disability cover
Life insurance
[Ten|Twelve|Six] weeks of parental leave at [full|two thirds of] pay
An employee assistance program with counseling, day and night
Scrubs and shoes paid for once a year
A gym on {street} at half price
Pet insurance, if you have somebody at home who needs it
Student loan advice
Free parking [at the door|in the garage on {street}]
Bus and rail passes
Flexible spending and health savings accounts
Legal advice and identity protection
A child care allowance
Flu shots and a fruit basket each week
[A phone and a tablet|A laptop] for your work
The {program}, which helps colleagues in trouble
"""
PAY_NOTES = """
Where you fall in the range depends on your years in the work and your certifications.
Experience, certifications and the shift you take decide where you start in the range.
The range is what we expect to pay at hire; raises come each [spring|July|October].
Weekend and holiday work is paid on top.
"""
PLACE = """
You find us on {street}, between {area} and the {sight}; the bus from {area} stops at the corner.
{city} is known for its {sights}.
Colleagues live in {area}, {area} and {area}, and few of them drive more than half an hour.
From the break room you see the {sight}.
On market days there is a [baker|band|farmer] on {street}, and lunch is better than ours.
Our other sites are in {area} and {area}; you work there only if you want to.
People move here for the {sights} and stay for the neighbors.
The schools in {area} and {area} are good, and rents are [fair|still fair|lower than in the big cities].
Parking is behind the {sight} on {street}.
The {program} meets next door, in the old {sight}.
"""
APPLY = """
Apply here with your résumé; a nurse reads it, not a machine. We answer every application.
Send your application here. Next come a telephone call of twenty minutes and a visit with the team.
You hear from us [within a week|in a few days]. Then you meet {person} and spend a morning with the team.
Apply through this board. If you do not have everything we ask for, write and tell us why you would fit.
"""
PHYSICAL = """
The work means standing and walking for much of the day, bending to chairs and beds, and lifting up to \
[25|30|40|50] pounds.
You may be exposed to blood, body fluids and hazardous drugs; protective equipment is provided and its use \
is not optional.
You need to see and hear alarms, read small print on vials and drive or walk between rooms; we make \
accommodations.
Rooms are well lit and at usual temperatures; noise is low but for pumps and telephones.
Pushing, pulling, reaching and fine work of the hands come often, sitting less so.
"""
TAILS = """
Our company also offers {therapies} at other sites and in other lines of business.
Other services of {facility} and its partners: {therapies}.
Across the region our colleagues provide {therapies}; this position does not include all of it.
Related openings at {facility} include [dialysis|hospice|home health|emergency|surgical services] and \
{backgrounds}.
"""
CHECKS = """
An offer depends on a background check, a drug screen and proof of your license where the state asks for it.
We verify licenses with the board, and references with people you name.
Vaccinations are asked for as the law and our policy say; exemptions are considered.
"""
