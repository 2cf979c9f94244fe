"""The packed integers of a live row: what bit means what. Pure."""

FLAGS = ("will_train", "visa", "sign_on", "answers", "new_grad", "verified")
# (kind, lowest bit, how many bits) in LivePosting.packed; the role is a number, not a mask.
WORKPLACE, SHIFT, EMPLOYMENT, ROLE = "workplace", "shift", "employment", "role"
PACKED = {WORKPLACE: (8, 8), SHIFT: (16, 16), EMPLOYMENT: (32, 16)}
ROLE_AT, ROLE_BITS = 48, 8
# Kinds with a column of their own, one bit a term.
MASKS = {
    "state": "states",
    "setting": "settings",
    "therapy": "therapies",
    "device": "devices",
    "system": "systems",
    "population": "populations",
    "credential": "credentials",
}


def pack(*, flags, workplaces, shifts, employment, role_bit):
    """One integer from the flags' names, three masks and the role's bit (None: no role)."""
    packed = sum(1 << FLAGS.index(flag) for flag in flags)
    for kind, mask in ((WORKPLACE, workplaces), (SHIFT, shifts), (EMPLOYMENT, employment)):
        low, width = PACKED[kind]
        packed |= (mask & ((1 << width) - 1)) << low
    role = 0 if role_bit is None else (role_bit + 1) & ((1 << ROLE_BITS) - 1)
    return packed | role << ROLE_AT


def unpack_mask(packed, kind):
    low, width = PACKED[kind]
    return packed >> low & ((1 << width) - 1)


def bits_of(mask):
    """The numbers of the bits that are set."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
