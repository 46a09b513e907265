"""Who is calling, and for whom: people, organizations, memberships and API keys.

Every other app hangs its data on `Organization`, the tenant. Reading another
tenant's data is prevented in `organizations.access`, the only door.
"""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone

from aitronos_site.lib.ids import new_id


class UserManager(BaseUserManager["User"]):
    """Creates people by e-mail address instead of a user name."""

    def create_user(
        self, email: str, password: str | None = None, **fields: Any
    ) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self, email: str, password: str | None = None, **fields: Any
    ) -> User:
        return self.create_user(
            email, password, is_staff=True, is_superuser=True, **fields
        )

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").lower())


class User(AbstractUser):
    """A person, who signs in with an e-mail address (stored in lower case)."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.email


class Organization(models.Model):
    """The tenant: it owns balance, keys and transcriptions."""

    public_id = models.CharField(
        max_length=40, unique=True, editable=False, default=partial(new_id, "org")
    )
    name = models.CharField(max_length=200)
    #: Terms that are often said, as `organizations.vocabulary` cleans them.
    vocabulary = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    members = models.ManyToManyField(
        User, through="Membership", related_name="organizations"
    )

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    OWNER = "owner"
    ADMIN = "admin"
    MEMBER = "member"


#: Who may see and change what is the organization's own: secrets, keys, endpoints.
MANAGERS = (Role.OWNER, Role.ADMIN)


class Membership(models.Model):
    """A person's role in an organization."""

    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="memberships"
    )
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.MEMBER)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organization", "user", name="organizations_membership_once"
            ),
            models.CheckConstraint(
                name="organizations_membership_role_known",
                condition=Q(role__in=Role.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} as {self.role}"


def default_scopes() -> list[str]:
    return [Scope.READ, Scope.WRITE]


class Scope(models.TextChoices):
    READ = "transcriptions:read"
    WRITE = "transcriptions:write"


class ApiKey(models.Model):
    """A key of one organization. Only its hash is stored; `organizations.keys` writes."""

    public_id = models.CharField(
        max_length=40, unique=True, editable=False, default=partial(new_id, "ak")
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="api_keys"
    )
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=8, editable=False)
    hash = models.CharField(max_length=64, unique=True, editable=False)
    scopes = models.JSONField(default=default_scopes)
    created_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "API key"

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    @property
    def state(self) -> str:
        """`active`, `expired` or `revoked`."""
        if self.revoked_at is not None:
            return "revoked"
        if self.expires_at is not None and self.expires_at <= timezone.now():
            return "expired"
        return "active"


class Invitation(models.Model):
    """A place in an organization, offered to an e-mail address until it expires.

    The link that opens it is signed and is not stored; `organizations.members` writes.
    """

    public_id = models.CharField(
        max_length=40, unique=True, editable=False, default=partial(new_id, "inv")
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="invitations"
    )
    email = models.EmailField()
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.MEMBER)
    created_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            # One offer at a time: a new one withdraws the one before.
            models.UniqueConstraint(
                "organization",
                "email",
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="organizations_invitation_open_once",
            ),
            models.CheckConstraint(
                name="organizations_invitation_role_known",
                condition=Q(role__in=Role.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} as {self.role}"


# Django finds models in this module only.
from organizations.models_audit import AuditEntry  # noqa: E402, F401
from organizations.models_rate_limits import RateLimitBucket  # noqa: E402, F401
