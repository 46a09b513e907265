"""The only door to tenant data."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from organizations import access, keys
from organizations.access import Caller
from organizations.errors import (
    AuthenticationRequired,
    InsufficientPermissions,
    OrganizationAccessDenied,
)
from organizations.models import MANAGERS, Membership, Role, Scope
from tests import factories
from tests.factories import Cast
from transcriptions.models import Transcription


def test_nobody_in_particular_is_no_caller(db):
    for user in (None, AnonymousUser()):
        with pytest.raises(AuthenticationRequired):
            access.caller(user)


def test_a_person_acts_for_all_of_their_organizations(acme, globex):
    Membership.objects.create(organization=globex.organization, user=acme.user)

    mine = list(Caller(user=acme.user).organizations())

    assert mine == [acme.organization, globex.organization]


def test_a_key_acts_for_its_organization_only(acme, globex):
    assert list(Caller(api_key=acme.api_key).organizations()) == [acme.organization]


def test_another_organization_and_one_that_is_not_there_are_refused_alike(acme, globex):
    refusals = []
    for named in (globex.organization.public_id, "org_" + "0" * 32):
        with pytest.raises(OrganizationAccessDenied) as caught:
            access.organization(Caller(user=acme.user), named)
        refusals.append(caught.value)

    assert refusals[0].message == refusals[1].message


def test_rows_of_another_organization_do_not_exist_for_the_stranger(acme, globex):
    factories.make_transcription(acme)

    seen = access.visible(Caller(user=globex.user), Transcription.objects.all())

    assert list(seen) == []


def test_a_key_does_only_what_its_scopes_allow(acme):
    key, _ = keys.issue(acme.organization, name="reader", scopes=[Scope.READ])

    access.require_scope(Caller(api_key=key), Scope.READ)
    with pytest.raises(InsufficientPermissions) as caught:
        access.require_scope(Caller(api_key=key), Scope.WRITE)

    assert caught.value.details == {"required_scope": "transcriptions:write"}


@pytest.mark.parametrize("role", [Role.MEMBER, None])
def test_who_has_not_the_role_there_is_refused_whatever_it_is_elsewhere(
    acme, globex, role
):
    if role:
        Membership.objects.create(
            organization=globex.organization, user=acme.user, role=role
        )

    access.require_role(acme.user, acme.organization, *MANAGERS)
    with pytest.raises(InsufficientPermissions) as caught:
        access.require_role(acme.user, globex.organization, *MANAGERS)

    assert caught.value.details == {"required_roles": ["owner", "admin"]}


def test_a_role_is_required_where_it_is_held(acme, globex):
    Membership.objects.create(organization=globex.organization, user=acme.user)

    access.require_role(acme.user, acme.organization, Role.OWNER, Role.ADMIN)
    for organization in (globex.organization, Cast("other").organization):
        with pytest.raises(InsufficientPermissions) as caught:
            access.require_role(acme.user, organization, Role.OWNER, Role.ADMIN)
        assert caught.value.message == (
            "Only owners and admins of the organization may do this."
        )


def test_an_e_mail_address_is_one_person_whatever_its_case(acme):
    from django.contrib.auth import authenticate

    found = authenticate(username="OWNER@Acme.example", password=factories.PASSWORD)

    assert found == acme.user
