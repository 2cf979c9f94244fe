from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        if not email:
            raise ValueError("An account needs an e-mail address.")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email, password=None, **fields):
        fields = {"kind": User.Kind.STAFF, **fields, "is_staff": True, "is_superuser": True}
        return self.create_user(email, password, **fields)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """Someone who logs in, by e-mail address. What they may see follows from profile and memberships."""

    class Kind(models.TextChoices):
        CANDIDATE = "candidate", "I am looking for work"
        FACILITY = "facility", "I am hiring"
        STAFF = "staff", "Board staff"

    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField(max_length=120, blank=True, help_text="How you want to be called.")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.CANDIDATE)
    is_staff = models.BooleanField("board staff", default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_account_per_address",
                violation_error_message="There is an account with this address.",
            )
        ]

    def __str__(self):
        # No name and no address: this text reaches logs, history and other people's admin pages.
        return f"Account {self.pk}"

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name.split(" ")[0] if self.name else ""

    def natural_key(self):
        return (self.email,)
