"""The command that makes an organization and its first owner."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from organizations.models import Membership, Organization


def test_the_owner_named_owns_the_new_organization(acme, capsys):
    call_command("create_organization", "Initech", owner=" Owner@ACME.example ")

    made = Organization.objects.get(name="Initech")
    assert capsys.readouterr().out.strip() == made.public_id
    assert Membership.objects.get(organization=made, role="owner").user == acme.user
    assert made.audit_entries.get().action == "member_joined"


@pytest.mark.parametrize(
    ("email", "said"), [("nobody@acme.example", "Nobody has"), ("acme", "valid email")]
)
def test_an_owner_without_an_account_is_refused_and_nothing_made(db, email, said):
    with pytest.raises(CommandError, match=said):
        call_command("create_organization", "Initech", owner=email)

    assert not Organization.objects.exists()
