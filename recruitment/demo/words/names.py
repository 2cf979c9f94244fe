"""Invented names: facilities, streets, programs, people. A few are common and most are rare, as in life."""

# Two words that no real employer has together.
FACILITY_FIRST = """
Juniper Salt Quiet Larkspur Copper Heron Maple Windrow Bluestem Cedar Tidewater Saddle Amber Fox Lark
Stonecrop Willow Redbud Clearwater Pine Harbor Meadow Silver Osprey Rosehip Cottonwood Prairie Tamarack
Fern Birch Sorrel Wren Plover Kestrel Thistle Ember Linden Alder Basalt Sandpiper Yarrow Clover Hazel
Marigold Sumac Driftwood Sable Bramble Gentian Hollow
""".split()
FACILITY_SECOND = """
Lantern Finch Thimble Kettle Quill Acorn Bellflower Windmill Compass Sparrow Ribbon Paddle Sundial Anchor
Orchard Beacon Trellis Ferry Gable Hearth Mill Signal Spindle Weaver Lighthouse Pebble Garden Bridge Meadow
Harvest Cobble Ladder Canoe Button
""".split()
FACILITY_KINDS = {
    "home-infusion": ["Home Infusion", "Home Therapies", "Infusion at Home", "Home Infusion Partners"],
    "ambulatory-infusion-suite": ["Infusion Suites", "Infusion Center", "Infusion Group", "Infusion Care"],
    "hospital-outpatient-infusion": [
        "Medical Center",
        "Regional Hospital",
        "Health System",
        "Memorial Hospital",
    ],
    "oncology-clinic": ["Cancer Care", "Oncology Associates", "Cancer Center", "Hematology and Oncology"],
    "home-infusion-pharmacy": ["Infusion Pharmacy", "Specialty Pharmacy", "Home Infusion Pharmacy"],
    "rheumatology-clinic": ["Rheumatology", "Arthritis Clinic", "Rheumatology Partners"],
    "hospital-pharmacy": ["Hospital", "Health", "Community Hospital"],
}

# Names of places and people are put together from syllables.
BEGINNINGS = """
Hal Quill Bren Tarn Wil Ash Marl Fen Cor Dun El Farn Gar Hest Ing Jas Kel Lor Mor Nor Ol Pell Quar Ros Sel
Thor Ul Ver Wes Yar Zel Ald Bar Cal Dor Em Fal Gil Har Isk Jor Kirk Lan Mel Nes Ock
""".split()
MIDDLES = "a an ar e el en er i in ing is o om on or u ul um un ver ster ming del ri".split()
ENDINGS = """
ford ton ham mere wick stead dale bury by combe den field gate grove holm hurst ley lock low mont more ness
port ridge row sby shaw side stone thorpe tow vale ville wall ward well wood worth wyck yard brook bridge
bourne cliff
""".split()
STREETS = ["Street", "Avenue", "Road", "Lane", "Boulevard", "Parkway", "Drive", "Way", "Court", "Pike"]
AREAS = [
    "Heights",
    "Park",
    "Square",
    "Crossing",
    "Commons",
    "Village",
    "Hills",
    "Station",
    "Mills",
    "Landing",
]
PROGRAMS = (
    """
Fellowship|Residency|Scholars|Pathway|Fund|Circle|Council|Institute|Ladder|Mentors|Initiative|Award|Library
Collaborative|Workshop|Forum|Bridge|Program|Project|Network
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
# What a town may have, the common things first.
SIGHTS = (
    """
river|park|lake|library|bakery|market|bridge|farms|beach|theater|orchards|museum|stadium|harbor|trails|mill|vineyards
zoo|courthouse|depot|creek|gardens|carousel|lighthouse|fairground|ferry|aquarium|brewery|canal|quarry|cathedral|arboretum
observatory|planetarium|boardwalk|racetrack|greenhouse|marina|waterfall|rodeo|covered bridge|opera house|bandstand
velodrome|ski jump|hot springs|sawmill|foundry|grain elevator|windmills|cider press|chocolate factory|piano workshop
cranberry bogs|maple groves|peach stands|pecan trees|dunes|salt flats|caves|canyon|mesa|bluffs|prairie|wetlands|glacier
volcano|geyser|fossils|petroglyphs|totem poles|murals|mosaics|stained glass|pottery|quilts|basket weavers|glassblowers
blacksmith|clock tower|drawbridge|funicular|streetcar|monorail|tram|steam train|paddle boats|regatta|kite festival
balloon festival|jazz club|polka hall|fiddlers|choir|marching band|puppet theater|film house|chess club|bowling alley
ice rink|curling club|disc golf|pickleball|climbing wall|skate park|falconry|beekeepers|alpacas|bison|herons|pelicans
sea otters|salmon run|fireflies|monarch butterflies|wild horses|elk|moose|cranes
""".strip()
    .replace("\n", "|")
    .split("|")
)
GIVEN = """
Ines Corwin Talia Bram Odessa Leif Maren Anselm Petra Cyrus Wilda Emeka Rosalind Tomas Yuki Delphine Amos
Saskia Noor Ignatius Beatriz Hollis Kwame Freya Lucius Mina Osric Paloma Rafe Sunniva Tadeo Una Viggo Winona
Xiomara Yusuf Zora Adair Blythe Cato
""".split()

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
