"""The admin's one place of scoping."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.test import RequestFactory

from organizations.models import ApiKey, Membership, Organization, Role, User
from organizations.scoped_admin import visible


@pytest.fixture
def asked(rf: RequestFactory):
    def asking(user):
        request = rf.get("/admin/")
        request.user = user
        return request

    return asking


def admin_of(model):
    return admin.site.get_model_admin(model)


def test_a_manager_reads_the_rows_of_the_own_organization(acme, globex, asked):
    found = admin_of(ApiKey).get_queryset(asked(acme.user))

    assert list(found) == [acme.api_key]


def test_a_superuser_reads_all_rows(acme, globex, asked):
    root = User.objects.create_superuser("root@house.example")

    assert admin_of(ApiKey).get_queryset(asked(root)).count() == 2


def test_who_manages_here_and_is_a_member_there_reads_only_here(acme, globex, asked):
    Membership.objects.create(
        organization=globex.organization, user=acme.user, role=Role.MEMBER
    )

    found = admin_of(Organization).get_queryset(asked(acme.user))

    assert list(found) == [acme.organization]


def test_what_nobody_may_a_superuser_may_not_either(acme, asked):
    root = asked(User.objects.create_superuser("root@house.example"))

    assert admin_of(ApiKey).has_view_permission(root, acme.api_key)
    assert not admin_of(ApiKey).has_delete_permission(root, acme.api_key)


def test_who_is_not_active_may_nothing(acme, asked):
    acme.user.is_active = False

    assert not admin_of(ApiKey).has_view_permission(asked(acme.user))


def test_choices_name_only_what_the_person_may_see(acme, globex, asked):
    request = asked(acme.user)

    organizations = visible(admin.site, request, ApiKey._meta.get_field("organization"))
    people = visible(admin.site, request, ApiKey._meta.get_field("created_by"))

    assert list(organizations) == [acme.organization]
    assert list(people) == [acme.user]
