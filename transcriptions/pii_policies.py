"""The names of what can be redacted, and the short names that clients use for them."""

from __future__ import annotations

#: The policies of the AssemblyAI v2 API, which this contract's own follow.
POLICIES = frozenset(
    {
        "account_number",
        "banking_information",
        "blood_type",
        "credit_card_cvv",
        "credit_card_expiration",
        "credit_card_number",
        "date",
        "date_interval",
        "date_of_birth",
        "drivers_license",
        "drug",
        "duration",
        "email_address",
        "event",
        "filename",
        "gender_sexuality",
        "healthcare_number",
        "injury",
        "ip_address",
        "language",
        "location",
        "marital_status",
        "medical_condition",
        "medical_process",
        "money_amount",
        "nationality",
        "number_sequence",
        "occupation",
        "organization",
        "passport_number",
        "password",
        "person_age",
        "person_name",
        "phone_number",
        "physical_attribute",
        "political_affiliation",
        "religion",
        "statistics",
        "time",
        "url",
        "us_social_security_number",
        "username",
        "vehicle_id",
        "zodiac_sign",
    }
)

ALIASES: dict[str, tuple[str, ...]] = {
    "address": ("location",),
    "age": ("person_age",),
    "credit_card": (
        "credit_card_number",
        "credit_card_cvv",
        "credit_card_expiration",
    ),
    "dob": ("date_of_birth",),
    "email": ("email_address",),
    "iban": ("banking_information",),
    "ip": ("ip_address",),
    "name": ("person_name",),
    "passport": ("passport_number",),
    "phone": ("phone_number",),
    "ssn": ("us_social_security_number",),
}


def canonical(name: str) -> tuple[str, ...]:
    """The policies that a name or alias stands for. Raises KeyError for an unknown one."""
    if name in POLICIES:
        return (name,)
    return ALIASES[name]


def known_names() -> list[str]:
    return sorted(POLICIES | ALIASES.keys())
