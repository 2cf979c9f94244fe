import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import constant_time_compare, get_random_string

MARK = "dk"
PREFIX_LENGTH = 10
PREFIX_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
SECRET_BYTES = 32
# Writing "last used" at each call would make one row the narrowest place of a busy partner.
USED_EVERY = timedelta(minutes=1)


def digest(secret):
    """A plain hash is enough: nobody guesses 32 random bytes, however fast they can try."""
    return hashlib.sha256(secret.encode()).hexdigest()


class ApiKeyQuerySet(models.QuerySet):
    def working(self, *, at=None):
        at = at or timezone.now()
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=at), revoked_at=None)

    def for_facility(self, facility):
        return self.filter(facility=facility)


class ApiKeyManager(models.Manager.from_queryset(ApiKeyQuerySet)):
    def make(self, **fields):
        """(key, its text). The text is told this once: only a hash of its secret is kept."""
        secret = secrets.token_urlsafe(SECRET_BYTES)
        prefix = get_random_string(PREFIX_LENGTH, PREFIX_ALPHABET)
        key = self.create(prefix=prefix, secret_hash=digest(secret), **fields)
        return key, f"{MARK}_{prefix}_{secret}"

    def find(self, text, *, at=None):
        """The working key that this text is, with its facility; None for any other text."""
        mark, _, rest = text.partition("_")
        prefix, _, secret = rest.partition("_")
        if mark != MARK or len(prefix) != PREFIX_LENGTH or "\0" in prefix or not secret.isascii():
            return None
        # Whoever may not log in has seen the text of her keys all the same.
        keys = self.working(at=at).exclude(created_by__is_active=False)
        key = keys.select_related("facility", "created_by").filter(prefix=prefix).first()
        return key if key and constant_time_compare(key.secret_hash, digest(secret)) else None


class ApiKey(models.Model):
    """What a facility's own software proves itself with. Its text stands nowhere: see ApiKeyManager.make."""

    class Scope(models.TextChoices):
        READ = "postings:read", "Read its postings"
        WRITE = "postings:write", "Create, change and close postings"

    # At most this many work at one time, so that a forgotten one is noticed.
    MOST = 10
    OVERLAP = timedelta(days=7)

    facility = models.ForeignKey("jobs.Facility", on_delete=models.CASCADE, related_name="api_keys")
    name = models.CharField(
        max_length=80, help_text="The software that uses it, such as the name of your ATS."
    )
    prefix = models.CharField(max_length=PREFIX_LENGTH, unique=True, editable=False)
    secret_hash = models.CharField(max_length=64, editable=False)
    scopes = ArrayField(models.CharField(max_length=20, choices=Scope))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    last_used_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True, help_text="Set when a new key takes its place.")
    revoked_at = models.DateTimeField(null=True, blank=True)
    replaces = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replaced_by"
    )

    objects = ApiKeyManager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = "API key"
        constraints = [
            models.CheckConstraint(
                condition=Q(scopes__len__gt=0),
                name="api_key_may_do_something",
                violation_error_message="Choose what the key may do.",
            ),
        ]

    def __str__(self):
        return f"{self.name} ({MARK}_{self.prefix}_…)"

    @property
    def shown(self):
        return f"{MARK}_{self.prefix}_…"

    @property
    def works(self):
        return self.revoked_at is None and (self.expires_at is None or self.expires_at > timezone.now())

    @property
    def scope_words(self):
        return [self.Scope(scope).label for scope in self.scopes]

    def note_use(self, *, at=None):
        at = at or timezone.now()
        if self.last_used_at is None or at - self.last_used_at >= USED_EVERY:
            type(self).objects.filter(pk=self.pk).update(last_used_at=at)


class ApiCall(models.Model):
    """One call of a partner: what was asked, what was answered. No body and no query string."""

    KEPT = timedelta(days=90)

    key = models.ForeignKey(ApiKey, on_delete=models.CASCADE, related_name="calls")
    method = models.CharField(max_length=7)
    path = models.CharField(max_length=300)
    status = models.PositiveSmallIntegerField()
    idempotency_key = models.CharField(max_length=255, blank=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "API call"
        indexes = [models.Index(fields=["key", "-at"], name="calls_of_key")]

    def __str__(self):
        return f"{self.method} {self.path}: {self.status}"
