"""The sole writer of the audit log.

Called within the transaction of what it tells of, so that there is an entry exactly if
it was done. The database refuses to change or remove an entry.
"""

from __future__ import annotations

from typing import Any

from aitronos_site.lib import request_context
from organizations.models import Organization
from organizations.models_audit import Action, AuditEntry


def record(
    action: Action,
    *,
    organization: Organization | None,
    actor: object = "",
    target: object = "",
    **details: Any,
) -> None:
    """Note that `actor` did it; from where is known from the request being answered.

    `actor` is a person, an API key or a caller's name; empty for the machine itself.
    `details` must be JSON.
    """
    AuditEntry.objects.create(
        organization=organization,
        action=action,
        actor=str(actor)[:254],
        address=request_context.address.get(),
        target=str(target)[:254],
        details=details,
    )
