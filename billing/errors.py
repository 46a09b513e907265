"""What can be wrong with money."""

from __future__ import annotations

from aitronos_site.lib.errors import DomainError


class InsufficientSynapses(DomainError):
    """You don't have enough synapses to complete this request."""

    code = "INSUFFICIENT_SYNAPSES"

    def __init__(self, *, required: int, available: int, organization_id: str) -> None:
        super().__init__(
            system_message="Insufficient synapse balance: "
            f"required {required}, available {available}",
            details={
                "required_synapses": required,
                "available_synapses": available,
                "organization_id": organization_id,
            },
        )


class InvalidAmount(DomainError):
    """An amount of synapses must be a whole number above zero."""

    code = "VALIDATION_ERROR"


class RefundExceedsCharge(DomainError):
    """No more can be given back than was charged."""

    code = "INVALID_STATE"
