"""E-mail addresses, as limits count them. Pure."""


def mailbox_of(email):
    """The address without dots and +tag in its local part, in lower case.

    What many providers deliver to one mailbox counts as one, so that a stranger cannot write to
    a.b+1@, ab+2@ and so on. Used for limits only, never for sending.
    """
    local, at, domain = email.strip().lower().rpartition("@")
    local = local.split("+", 1)[0].replace(".", "") or local
    return f"{local}{at}{domain}"
