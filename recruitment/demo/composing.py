"""Puts the text of an invented posting together, as long as it is meant to be."""

from dataclasses import dataclass
from html import escape

from jobs import pay
from recruitment.demo.phrasing import Voice, lines, listed, phrase
from recruitment.demo.words import common, days, things
from recruitment.demo.words.settings import TECHNICIAN_SETTINGS

# The order of the sections; "list" ones are bullets.
ORDER = ("about day duties asks nice schedule learning team pay place apply us physical eeo").split()
LISTS = frozenset({"duties", "asks", "nice", "pay"})
SENTENCES_A_PARAGRAPH = 4
# Below so many words employers leave out the law and the details.
SHORT = 200
CREDENTIALS = {
    "rn": "A current RN license that is good in {state}",
    "bls": "Current BLS",
    "pharm-tech-state": "Registration or license as a pharmacy technician, as {state} asks for it",
    "cpht": "CPhT certification",
    "crni": "CRNI",
    "ocn": "OCN",
    "bsn": "BSN",
    "acls": "ACLS",
    "cspt": "CSPT certification",
}
# Stand for the place until it is known: one text may go out for many cities.
CITY, STATE = "\ue010", "\ue011"


@dataclass(frozen=True)
class Description:
    """One text in the three forms a posting keeps. `html` and `text` are what clean_html makes of `markdown`."""

    markdown: str
    html: str
    text: str

    def placed(self, city, state):
        written = (self.markdown, self.html, self.text)
        names = (city, escape(city, quote=False), city)
        return Description(
            *(
                form.replace(CITY, name).replace(STATE, state)
                for form, name in zip(written, names, strict=True)
            )
        )


def describe(posting, facility, draw, words):
    """The description of `posting` in about `words` words."""
    voice = Voice(
        draw,
        facility=facility.name,
        city=CITY,
        state=STATE,
        a_title=with_article(posting.title_alone),
        therapies=listed(other_therapies(posting, draw)),
    )
    sections, extras = _needed(posting, facility, voice, words), _extras(posting, facility, voice)
    length = sum(text.count(" ") + 1 for texts in sections.values() for text in texts)
    for section, said in extras:
        if length >= words:
            break
        text = said if type(said) is str else voice.say(said)
        length += text.count(" ") + 1
        sections.setdefault(section, []).append(text)
    return written(_blocks(sections, voice))


def _needed(posting, facility, voice, words):
    """What no posting goes without."""
    of = posting.of
    about = [voice.say(voice.one(lines(common.OPENINGS)))]
    if of["therapy"]:
        about.append(f"The work is mostly {listed([things.NAMES[slug] for slug in of['therapy']])}.")
    if posting.will_train is not None:
        about.append(voice.say(voice.one(lines(_training(posting)))))
    asks = [voice.say(phrase(CREDENTIALS[slug])) for slug in posting.must]
    if posting.experience_months:
        years = posting.experience_months // 12
        asks.append(f"At least {years} year{'s' * (years > 1)} of experience in {_field(posting)}")
    elif posting.experience_months == 0:
        asks.append("No experience in infusion needed")
    schedule = [voice.say(phrase(days.EMPLOYMENT[of["employment"][0]]))]
    schedule.append(voice.say(voice.one(lines(days.SHIFTS[of["shift"][0]]))))
    return {
        "about": about,
        "duties": _tools(posting, voice) if words > SHORT else [],
        "asks": asks,
        "nice": [CREDENTIALS[slug] for slug in posting.nice],
        "schedule": schedule,
        "pay": _pay(posting, voice),
        "eeo": [facility.eeo] if words > SHORT else [],
    }


def _training(posting):
    if not posting.will_train:
        return common.NO_TRAINING
    return common.TRAIN_TECHNICIANS if posting.setting in TECHNICIAN_SETTINGS else common.WILL_TRAIN


def _field(posting):
    if posting.setting in TECHNICIAN_SETTINGS:
        return "a pharmacy"
    return "nursing" if posting.will_train else "infusion or a related field"


def _tools(posting, voice):
    """One duty for each therapy, device and system it names."""
    is_technician = posting.setting in TECHNICIAN_SETTINGS
    therapies = things.TECHNICIAN_THERAPIES if is_technician else things.THERAPIES
    devices = things.TECHNICIAN_DEVICES if is_technician else things.DEVICES
    said = [voice.say(voice.one(lines(therapies[slug]))) for slug in posting.of["therapy"]]
    said += [voice.say(voice.one(lines(devices[slug]))) for slug in posting.of["device"]]
    return said + [voice.say(phrase(things.SYSTEMS[slug])) for slug in posting.of["system"]]


def _pay(posting, voice):
    said = [f"Pay: {pay.pay_words(*posting.pay)}"] if posting.pay else []
    if posting.sign_on_bonus:
        said.append(f"Sign-on bonus of {pay.money(posting.sign_on_bonus)}, half of it after six months")
    return said + [voice.say(phrase(common.BENEFITS[slug])) for slug in posting.of["benefit"]]


def _extras(posting, facility, voice):
    """(section, what may be said there), the most of each that one posting says, in random order."""
    is_technician = posting.setting in TECHNICIAN_SETTINGS
    skills = common.TECHNICIAN_SKILLS if is_technician else common.NURSE_SKILLS
    found = []
    for section, texts, most in (
        ("day", days.DAYS[posting.setting], 8),
        ("duties", days.DUTIES[posting.setting], 10),
        ("asks", skills, 3),
        ("asks", common.SKILLS, 6),
        ("learning", common.LEARNING, 5),
        ("team", common.TEAM, 6),
        ("pay", common.PERKS, 8),
        ("pay", common.PAY_NOTES, 1),
        ("place", common.PLACE, 4),
        ("apply", common.APPLY, 1),
        ("physical", common.PHYSICAL, 3),
        ("eeo", common.CHECKS, 2),
    ):
        found += [(section, said) for said in voice.some(lines(texts), most)]
    if not is_technician:
        found += [("about", said) for said in voice.some(lines(common.PATIENTS), 1)]
    found += [("us", said) for said in facility.about]
    found.append(("eeo", facility.note))
    voice.draw.shuffle(found)
    # One employer in five lists what its other sites do.
    if voice.random() < 0.2:
        found.insert(0, ("us", voice.one(lines(common.TAILS))))
    return found


def _blocks(sections, voice):
    """(kind, text) of each heading, paragraph and list item."""
    blocks = []
    for section in ORDER:
        texts = sections.get(section)
        if not texts:
            continue
        if section != "about" or voice.random() < 0.6:
            blocks.append(("h3", voice.heading(section)))
        if section in LISTS:
            blocks += [("li", text) for text in texts]
            continue
        for start in range(0, len(texts), SENTENCES_A_PARAGRAPH):
            blocks.append(("p", " ".join(texts[start : start + SENTENCES_A_PARAGRAPH])))
    return blocks


def written(blocks):
    """The Description of blocks (kind, text), without a way through a parser: thirty times as quick."""
    markdown, page, plain = [], [], []
    before = None
    for kind, text in blocks:
        if kind == "li":
            item = f"- {text}"
            page.append(f"<li>{escape(text, quote=False)}</li>")
            if before == "li":
                markdown[-1] += f"\n{item}"
                plain[-1] += f"\n{item}"
            else:
                page.insert(-1, "<ul>")
                markdown.append(item)
                plain.append(item)
        else:
            if before == "li":
                page.append("</ul>")
            page.append(f"<{kind}>{escape(text, quote=False)}</{kind}>")
            markdown.append(f"**{text}**" if kind == "h3" else text)
            plain.append(text)
        before = kind
    if before == "li":
        page.append("</ul>")
    return Description("\n\n".join(markdown), "".join(page), "\n\n".join(plain))


def other_therapies(posting, draw):
    rest = [name for slug, name in things.NAMES.items() if slug not in posting.of["therapy"]]
    return draw.sample(rest, 4)


def with_article(title):
    """ "an Infusion RN", "a Home Infusion Nurse"; letters that are spelt out: "an RN", "a PICC nurse"."""
    first = title.replace("/", " ").split(" ")[0].rstrip(",")
    vowels = "AEFHILMNORSX" if first.isupper() and first != "PICC" else "AEIOU"
    return f"{'an' if title[0] in vowels else 'a'} {title}"
