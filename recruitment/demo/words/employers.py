"""What employers say about themselves and the law: each facility chooses once and says it in every posting."""

ABOUT = """
{facility} has cared for patients in the region for many years.
{facility} began in [a church basement|two rooms above a drugstore|an old bank|a former school] on {street} \
and has stayed in {home}.
We are owned by [the people who work here|a nonprofit foundation|three physicians|the community].
Today [sixty|a hundred and twenty|two hundred|about four hundred|thirty-five] people work with us in {area} \
and beyond.
Our founder, {person}, was [an infusion nurse|a pharmacist|a patient] and still answers letters.
We are accredited, and the last survey found [nothing to mend|two small things].
We serve [nine|fourteen|five|twenty-two] counties from {area}.
The {program} gives [fluids, rides and meals|rides to treatment|money for co-pays] to patients who have no \
one else to ask.
We measure what matters: first-stick success, infections, waiting time, and whether people would come back.
[Nine of ten|More than nine of ten] patients say they would send a friend.
We take part in the {program}, which trains colleagues from small towns.
Our building in {area} has been heated by the ground and the sun since we rebuilt it.
Every year we publish our results, the good and the bad, on one page.
We work with [the teaching hospital|two hospitals|a dozen clinics] in and around {home}.
The [picnic|run|bake sale] in {area} pays for the {program}.
Visitors remember the [mosaic|garden|piano|aquarium] by the door, a gift of the {person} family.
We say what went wrong to patients and to each other, and nobody is punished for reporting.
Care is planned with the patient at the table.
Our name comes from [a ferry|a mill|an orchard|a ship|a racehorse] that was known here long ago.
We have never closed for weather; in the great storm our nurses came [on snowshoes|by tractor|by boat].
"""
EEO = """
We are an equal opportunity employer. We decide about applications without regard to race, color, religion, \
sex, sexual orientation, gender identity, national origin, age, disability, veteran status or any other \
protected characteristic.
{facility} is an equal opportunity employer. Ask us for an accommodation at any step.
{facility} provides equal employment opportunities to all employees and applicants and prohibits \
discrimination and harassment of any kind. This applies to recruiting, hiring, placement, promotion, leave, \
pay and training.
Equal opportunity employer, including disability and protected veterans. If you need a reasonable \
accommodation to apply, write to us and we will arrange it.
We welcome applicants of every background. Qualified applicants with arrest or conviction records are \
considered as the law provides. Reasonable accommodations are made for disabilities, pregnancy and religion.
It is our policy to employ people by their qualifications alone. We take part in E-Verify where the state \
requires it, and we keep what you tell us private.
"""
PAY_TRANSPARENCY = """
We do not ask about past pay, and colleagues may talk about theirs.
This posting shows the pay we in good faith expect to offer for the position at the time of posting.
Benefits depend on hours worked; those listed are for positions of twenty hours a week or more.
"""
