"""Who belongs to an organization: the sole writer of `Membership` and `Invitation`.

Every change locks the organization's row first, so that two owners who remove each
other at once leave one.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.core import signing
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from organizations import access, audit
from organizations.errors import (
    AlreadyMember,
    InsufficientPermissions,
    InvitationExpired,
    InvitationForSomebodyElse,
    InvitationInvalid,
    InvitationUsed,
    InvitationWithdrawn,
    LastOwner,
    ResourceNotFound,
)
from organizations.models import (
    MANAGERS,
    Invitation,
    Membership,
    Organization,
    Role,
    User,
)
from organizations.models_audit import Action

LIFETIME = timedelta(days=7)
SALT = "organizations.invitation"
TEXT = """\
{by} invites you to {organization} at Aitronos Transcribe.

Open this link within {days} days to accept:
{link}

If you did not expect this, do nothing.
"""


@transaction.atomic
def found(name: str, owner: User) -> Organization:
    """Make an organization with its first owner."""
    organization = Organization.objects.create(name=name)
    Membership.objects.create(organization=organization, user=owner, role=Role.OWNER)
    audit.record(
        Action.MEMBER_JOINED, organization=organization, target=owner, role=Role.OWNER
    )
    return organization


@transaction.atomic
def invite(
    organization: Organization,
    email: str,
    role: str,
    by: User,
    *,
    link_to: Callable[[str], str],
) -> Invitation:
    """Offer a place by e-mail; a new offer withdraws the one before.

    `link_to` makes the address of the page that accepts a token.
    """
    _lock(organization)
    _require_authority(organization, by, role)
    email = email.strip().lower()
    if belongs(organization, email):
        raise AlreadyMember
    for earlier in pending(organization).filter(email=email):
        _withdraw(earlier, by)
    invitation = Invitation.objects.create(
        organization=organization,
        email=email,
        role=role,
        created_by=by,
        expires_at=timezone.now() + LIFETIME,
    )
    audit.record(
        Action.MEMBER_INVITED,
        organization=organization,
        actor=by,
        target=email,
        role=role,
    )
    link = link_to(token_of(invitation))
    transaction.on_commit(lambda: _send(invitation, by, link), robust=True)
    return invitation


@transaction.atomic
def withdraw(invitation: Invitation, by: User) -> None:
    """Take an offer back; one that is accepted or withdrawn stays as it is."""
    _lock(invitation.organization)
    _require_authority(invitation.organization, by, invitation.role)
    _withdraw(invitation, by)


def token_of(invitation: Invitation) -> str:
    return signing.TimestampSigner(salt=SALT).sign(invitation.public_id)


def opened(token: str) -> Invitation:
    """The open invitation of a link; raises what is wrong with it."""
    try:
        public_id = signing.TimestampSigner(salt=SALT).unsign(token, max_age=LIFETIME)
    except signing.SignatureExpired as expired:
        raise InvitationExpired from expired
    except signing.BadSignature as bad:
        raise InvitationInvalid from bad
    rows = Invitation.objects.select_related("organization")
    invitation = rows.filter(public_id=public_id).first()
    if invitation is None:
        raise InvitationInvalid
    if invitation.accepted_at is not None:
        raise InvitationUsed
    if invitation.withdrawn_at is not None:
        raise InvitationWithdrawn
    if invitation.expires_at <= timezone.now():
        raise InvitationExpired
    return invitation


@transaction.atomic
def accept(token: str, user: User) -> Membership:
    """Join, once, as the person whom the invitation is for."""
    invitation = opened(token)
    organization = invitation.organization
    if invitation.email != user.email.lower():
        raise InvitationForSomebodyElse
    _lock(organization)
    if organization.memberships.filter(user=user).exists():
        raise AlreadyMember
    open_ones = pending(organization).filter(pk=invitation.pk)
    if not open_ones.update(accepted_at=timezone.now()):
        raise InvitationUsed
    membership = Membership.objects.create(
        organization=organization, user=user, role=invitation.role
    )
    audit.record(
        Action.MEMBER_JOINED,
        organization=organization,
        actor=user,
        target=user,
        role=invitation.role,
    )
    return membership


@transaction.atomic
def register(token: str, name: str, password: str) -> User:
    """Accept as a new person: the link proves that the address is theirs."""
    invitation = opened(token)
    email = invitation.email
    _lock(invitation.organization)
    if User.objects.filter(email=email).exists():
        raise InvitationForSomebodyElse("Sign in with your account to accept.")
    user = User.objects.create_user(email, password, first_name=name)
    accept(token, user)
    return user


@transaction.atomic
def change_role(membership: Membership, role: str, by: User) -> None:
    organization = membership.organization
    _lock(organization)
    now = _current(membership)
    _require_authority(organization, by, now.role, role)
    if now.role == role:
        return
    _keep_an_owner(now, role)
    Membership.objects.filter(pk=now.pk).update(role=role)
    audit.record(
        Action.MEMBER_ROLE_CHANGED,
        organization=organization,
        actor=by,
        target=now.user,
        before=now.role,
        role=role,
    )


@transaction.atomic
def remove(membership: Membership, by: User) -> None:
    organization = membership.organization
    _lock(organization)
    now = _current(membership)
    _require_authority(organization, by, now.role)
    _keep_an_owner(now, None)
    audit.record(
        Action.MEMBER_REMOVED,
        organization=organization,
        actor=by,
        target=now.user,
        role=now.role,
    )
    now.delete()


def pending(organization: Organization) -> QuerySet[Invitation]:
    """The offers that were neither accepted nor withdrawn."""
    return organization.invitations.filter(accepted_at=None, withdrawn_at=None)


def belongs(organization: Organization, email: str) -> bool:
    return organization.memberships.filter(user__email=email).exists()


def is_last_owner(membership: Membership) -> bool:
    """Whether the organization would be without an owner if it lost this one."""
    if membership.role != Role.OWNER:
        return False
    owners = Membership.objects.filter(
        organization_id=membership.organization_id, role=Role.OWNER
    )
    return not owners.exclude(pk=membership.pk).exists()


def _lock(organization: Organization) -> None:
    Organization.objects.select_for_update().get(pk=organization.pk)


def _current(membership: Membership) -> Membership:
    rows = Membership.objects.select_related("user")
    found = rows.filter(pk=membership.pk).first()
    if found is None:
        raise ResourceNotFound
    return found


def _require_authority(organization: Organization, by: User, *roles: str) -> None:
    """Who touches an owner must be one; a superuser may do all."""
    if by.is_superuser:
        return
    access.require_role(by, organization, *MANAGERS)
    if Role.OWNER in roles and access.role(by, organization) != Role.OWNER:
        raise InsufficientPermissions(
            "Only owners may invite, change or remove owners."
        )


def _keep_an_owner(membership: Membership, role: str | None) -> None:
    if role != Role.OWNER and is_last_owner(membership):
        raise LastOwner


def _withdraw(invitation: Invitation, by: User) -> None:
    open_ones = pending(invitation.organization).filter(pk=invitation.pk)
    if open_ones.update(withdrawn_at=timezone.now()):
        audit.record(
            Action.INVITATION_WITHDRAWN,
            organization=invitation.organization,
            actor=by,
            target=invitation.email,
        )


def _send(invitation: Invitation, by: User, link: str) -> None:
    name = " ".join(invitation.organization.name.split())
    text = TEXT.format(by=by.email, organization=name, link=link, days=LIFETIME.days)
    send_mail(f"Your invitation to {name}", text, None, [invitation.email])
