"""Who joins, changes and leaves: by whom, once, and never without an owner."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connections
from django.utils import timezone

from organizations import errors, members
from organizations.models import Invitation, Membership, Role, User
from organizations.models_audit import AuditEntry
from tests.factories import Cast


def join(cast, role, name="second"):
    user = User.objects.create_user(f"{name}@{cast.organization.name}.example")
    return Membership.objects.create(
        organization=cast.organization, user=user, role=role
    )


def invite(cast, email="new@acme.example", role=Role.MEMBER, by=None):
    return members.invite(
        cast.organization, email, role, by or cast.user, link_to="https://t/{}".format
    )


def actions(cast):
    entries = AuditEntry.objects.filter(organization=cast.organization)
    return list(entries.order_by("pk").values_list("action", flat=True))


def test_an_invitation_is_sent_and_accepted_once(
    acme, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        invitation = invite(acme, "New@Acme.example")
    token = members.token_of(invitation)
    user = User.objects.create_user("new@acme.example")

    membership = members.accept(token, user)

    assert f"https://t/{token}" in mail.outbox[0].body
    assert (membership.organization, membership.role) == (acme.organization, "member")
    assert actions(acme)[-2:] == ["member_invited", "member_joined"]
    with pytest.raises(errors.InvitationUsed):
        members.accept(token, user)


def test_a_new_offer_withdraws_the_one_before(acme):
    first = invite(acme)
    second = invite(acme, role=Role.ADMIN)

    assert list(members.pending(acme.organization)) == [second]
    with pytest.raises(errors.InvitationWithdrawn):
        members.opened(members.token_of(first))


def test_an_expired_or_forged_link_opens_nothing(acme):
    invitation = invite(acme)
    token = members.token_of(invitation)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    with pytest.raises(errors.InvitationExpired):
        members.opened(token)
    with pytest.raises(errors.InvitationInvalid):
        members.opened(token + "x")


def test_nobody_else_accepts_an_invitation(acme, globex):
    token = members.token_of(invite(acme))

    with pytest.raises(errors.InvitationForSomebodyElse):
        members.accept(token, globex.user)

    assert not acme.organization.memberships.filter(user=globex.user).exists()


def test_a_member_is_not_invited_again(acme):
    with pytest.raises(errors.AlreadyMember):
        invite(acme, acme.user.email)


def test_an_admin_can_not_touch_owners(acme):
    admin = join(acme, Role.ADMIN).user
    owner = acme.organization.memberships.get(role=Role.OWNER)
    theirs = acme.organization.memberships.get(user=admin)

    for forbidden in (
        lambda: invite(acme, role=Role.OWNER, by=admin),
        lambda: members.change_role(owner, Role.MEMBER, admin),
        lambda: members.change_role(theirs, Role.OWNER, admin),
        lambda: members.remove(owner, admin),
    ):
        with pytest.raises(errors.InsufficientPermissions):
            forbidden()


def test_a_member_and_a_stranger_can_change_nothing(acme, globex):
    member = join(acme, Role.MEMBER)

    for person in (member.user, globex.user):
        with pytest.raises(errors.InsufficientPermissions):
            invite(acme, by=person)
        with pytest.raises(errors.InsufficientPermissions):
            members.change_role(member, Role.ADMIN, person)
        with pytest.raises(errors.InsufficientPermissions):
            members.remove(member, person)


def test_the_last_owner_stays(acme):
    owner = acme.organization.memberships.get()

    with pytest.raises(errors.LastOwner):
        members.remove(owner, acme.user)
    with pytest.raises(errors.LastOwner):
        members.change_role(owner, Role.ADMIN, acme.user)


def test_a_role_is_changed_and_a_person_removed_on_record(acme):
    member = join(acme, Role.MEMBER)

    members.change_role(member, Role.ADMIN, acme.user)
    member.refresh_from_db()
    assert member.role == Role.ADMIN
    members.remove(member, acme.user)

    assert not Membership.objects.filter(pk=member.pk).exists()
    assert actions(acme)[-2:] == ["member_role_changed", "member_removed"]


@pytest.mark.django_db(transaction=True)
def test_two_owners_who_remove_each_other_at_once_leave_one():
    acme = Cast("acme")
    first = acme.organization.memberships.get()
    second = join(acme, Role.OWNER)
    gate = threading.Barrier(2)

    def remove(membership, by):
        try:
            gate.wait(10)
            members.remove(membership, by)
        except (errors.LastOwner, errors.InsufficientPermissions):
            pass
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as crowd:
        list(crowd.map(remove, [first, second], [second.user, first.user]))

    assert acme.organization.memberships.filter(role=Role.OWNER).count() == 1
