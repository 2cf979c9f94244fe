"""Reads settings from environment variables and says in sentences what is wrong with them."""

from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

LOCAL_HOSTS = {"localhost", "127.0.0.1", "::1"}
YES, NO = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


class MailProvider(NamedTuple):
    """How django-anymail reads a provider's reports, and its name for what proves that they are the provider's."""

    view: str
    secret: str


# user:password, which the provider sends along as it stands in the address it was given.
BASIC = "WEBHOOK_SECRET"
# SendGrid is not among them: django-anymail has not supported it since July 2025 (13.0.1, its issue 432).
MAIL_PROVIDERS = {
    "amazon_ses": MailProvider("amazon_ses.AmazonSESTrackingWebhookView", BASIC),
    "brevo": MailProvider("brevo.BrevoTrackingWebhookView", BASIC),
    "mailersend": MailProvider("mailersend.MailerSendTrackingWebhookView", "MAILERSEND_SIGNING_SECRET"),
    "mailgun": MailProvider("mailgun.MailgunTrackingWebhookView", "MAILGUN_WEBHOOK_SIGNING_KEY"),
    "mailjet": MailProvider("mailjet.MailjetTrackingWebhookView", BASIC),
    "mandrill": MailProvider("mandrill.MandrillCombinedWebhookView", "MANDRILL_WEBHOOK_KEY"),
    "postmark": MailProvider("postmark.PostmarkTrackingWebhookView", BASIC),
    "resend": MailProvider("resend.ResendTrackingWebhookView", BASIC),
    "sparkpost": MailProvider("sparkpost.SparkPostTrackingWebhookView", BASIC),
}


class SettingsError(SystemExit):
    """Ends the process with the list of problems as its last words and exit code 1, without a traceback."""


class Environment:
    """Environment variables, and every problem met while reading them.

    A reader notes a problem and returns its default; `finish` raises them all at once, so that whoever
    sets up a server learns everything in one go. With `production` true, a variable that is `required`
    must be there; otherwise its default serves.
    """

    def __init__(self, values, *, production):
        self.values = values
        self.production = production
        self.problems = []

    def refuse(self, name, reason):
        self.problems.append(f"{name} {reason}")

    def text(self, name, default="", *, required=None):
        value = self.values.get(name, "").strip()
        if not value and required and self.production:
            self.refuse(name, f"is missing: {required}")
        return value or default

    def flag(self, name, default):
        value = self.values.get(name, "").strip().lower()
        if value and value not in YES | NO:
            self.refuse(name, f"is {value!r}: write 1 or 0.")
        return value in YES if value in YES | NO else default

    def integer(self, name, default, *, least, most):
        value = self.values.get(name, "").strip()
        if not value:
            return default
        if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
            self.refuse(name, f"is {value!r}: write a whole number from {least} to {most}.")
            return default
        return int(value)

    def choice(self, name, default, choices):
        value = self.text(name, default)
        if value not in choices:
            self.refuse(name, f"is {value!r}: choose {' or '.join(choices)}.")
            return default
        return value

    def words(self, name, default=(), *, required=None):
        return [word.strip() for word in self.text(name, required=required).split(",") if word.strip()] or [
            *default
        ]

    def secret(self, name, default):
        value = self.text(
            name, required="it signs sessions and links. Set it to 50 or more random characters."
        )
        if self.production and value and (len(value) < 50 or len(set(value)) < 10 or "insecure" in value):
            self.refuse(name, "is too easy to guess: it needs 50 or more random characters.")
        return value or default

    def url(self, name, default="", *, schemes, required=None):
        """A URL with one of `schemes`; its text is never repeated in a problem, as it may hold a password."""
        value = self.text(name, required=required)
        if not value:
            return default
        try:
            parts = urlsplit(value)
            parts.port  # noqa: B018  (raises on a bad one)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme not in schemes:
            self.refuse(name, f"must begin with {' or '.join(f'{scheme}:' for scheme in schemes)}.")
            return default
        return value

    def site_url(self, name, default):
        value = self.url(
            name,
            default,
            schemes=("https", "http"),
            required="mails and feeds link to it, like https://jobs.example.com.",
        ).rstrip("/")
        parts = urlsplit(value)
        if value and (parts.path or parts.query or not parts.hostname):
            self.refuse(name, "must be a scheme and a host, without a path, like https://jobs.example.com.")
        elif self.production and parts.scheme == "http" and parts.hostname not in LOCAL_HOSTS:
            self.refuse(name, "must begin with https: (http: is accepted for localhost alone).")
        return value

    def hosts(self, name, default):
        hosts = self.words(name, default, required="name the hosts the site answers to, separated by commas.")
        if self.production and "*" in hosts:
            self.refuse(name, "holds '*', which answers to any name: list the site's own host names.")
        return hosts

    def folder(self, name, default=None):
        value = self.text(name)
        if value and not Path(value).is_absolute() and self.production:
            self.refuse(name, f"is {value!r}: write an absolute path.")
        return Path(value).resolve() if value else default

    def mail(self, name, default):
        """Django's settings for smtp://user:password@host:587?tls=1, smtps:, file:///path or console:."""
        value = self.url(
            name,
            default,
            schemes=("smtp", "smtps", "file", "console"),
            required="it says where mail goes, like smtp://host:25.",
        )
        parts = urlsplit(value)
        if parts.scheme == "console":
            if self.production:
                self.refuse(name, "is console:, which would write people's mail into the logs.")
            return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
        if parts.scheme == "file":
            if not parts.path.startswith("/"):
                self.refuse(name, "must name an absolute folder, like file:///var/spool/mail-out.")
            return {
                "EMAIL_BACKEND": "recruitment.dev_mail.EmlBackend",
                "EMAIL_FILE_PATH": unquote(parts.path),
            }
        if not parts.hostname and value:
            self.refuse(name, "names no host, like smtp://host:25.")
        tls = parse_qs(parts.query).get("tls", ["0"])[0].lower() in YES
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": parts.hostname or "localhost",
            "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587 if tls else 25),
            "EMAIL_HOST_USER": unquote(parts.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
            "EMAIL_USE_SSL": parts.scheme == "smtps",
            "EMAIL_USE_TLS": tls and parts.scheme == "smtp",
        }

    def mail_reports(self, provider, secret):
        """Settings of the address where the mail provider reports bounces; without a provider there is none."""
        off = {"EMAIL_WEBHOOK_VIEW": "", "ANYMAIL": {}}
        name, key = self.text(provider).lower(), self.text(secret)
        if not name and not key:
            return off
        if not name:
            self.refuse(secret, f"is set, but {provider} does not say whose reports it is for.")
        elif name not in MAIL_PROVIDERS:
            self.refuse(provider, f"is {name!r}: choose one of {', '.join(MAIL_PROVIDERS)}.")
        elif not key:
            self.refuse(
                secret, f"is missing: {provider} is set, and anybody could report bounces without it."
            )
        elif problem := _weakness(key, MAIL_PROVIDERS[name].secret):
            self.refuse(secret, problem)
        elif name == "amazon_ses" and not find_spec("boto3"):
            self.refuse(provider, "needs a package: pip install 'django-anymail[amazon-ses]'.")
        else:
            known = MAIL_PROVIDERS[name]
            return {"EMAIL_WEBHOOK_VIEW": f"anymail.webhooks.{known.view}", "ANYMAIL": {known.secret: key}}
        return off

    def finish(self):
        """Raises SettingsError with every problem met so far; does nothing when there is none."""
        if self.problems:
            lines = "\n".join(f"  - {problem}" for problem in self.problems)
            raise SettingsError(f"The site does not start, because of its environment variables:\n{lines}")


def _weakness(key, kind):
    """What is wrong with the secret of mail reports, in words, or an empty string."""
    if not key.isascii() or any(character.isspace() for character in key):
        return "holds blanks or letters outside ASCII."
    user, colon, password = key.partition(":")
    if kind == BASIC and not (user and colon and len(password) >= 16):
        return "must be user:password, with 16 or more random characters after the colon."
    if len(key) < 16:
        return "is too short: copy the whole signing key from the provider's page of webhooks."
    return ""


def database(url, *, options):
    """Django's database settings from a URL; a `host` in its query names the folder of a Unix socket."""
    import dj_database_url

    parsed = dj_database_url.parse(url)
    given = parsed.pop("OPTIONS", {})
    if "host" in given:
        parsed["HOST"] = given.pop("host")
    return parsed | {
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
        "OPTIONS": options | given,
    }
