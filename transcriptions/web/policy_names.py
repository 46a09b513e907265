"""What the kinds of personal data are called on the pages, grouped for choosing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Group:
    """Kinds of data that belong together; `names` by policy, in reading order."""

    key: str
    label: str
    names: dict[str, str]


GROUPS = (
    Group(
        "contact",
        "Contact",
        {
            "email_address": "E-mail address",
            "phone_number": "Phone number",
            "url": "Web address",
            "ip_address": "IP address",
            "username": "User name",
            "password": "Password",
            "filename": "File name",
        },
    ),
    Group(
        "finance",
        "Numbers and finance",
        {
            "credit_card_number": "Card number",
            "credit_card_expiration": "Card expiry",
            "credit_card_cvv": "Card security code",
            "account_number": "Account number",
            "banking_information": "Bank details",
            "money_amount": "Amount of money",
            "number_sequence": "Sequence of digits",
            "statistics": "Statistics",
        },
    ),
    Group(
        "documents",
        "Identity documents",
        {
            "us_social_security_number": "US social security number",
            "passport_number": "Passport number",
            "drivers_license": "Driver’s license",
            "healthcare_number": "Health insurance number",
            "vehicle_id": "Vehicle number",
        },
    ),
    Group(
        "health",
        "Health",
        {
            "medical_condition": "Medical condition",
            "medical_process": "Treatment",
            "injury": "Injury",
            "drug": "Drug",
            "blood_type": "Blood type",
        },
    ),
    Group(
        "people",
        "People and places",
        {
            "person_name": "Name of a person",
            "person_age": "Age",
            "location": "Place or address",
            "organization": "Organization",
            "occupation": "Occupation",
            "nationality": "Nationality",
            "language": "Language",
            "marital_status": "Marital status",
            "gender_sexuality": "Gender or sexuality",
            "religion": "Religion",
            "political_affiliation": "Political affiliation",
            "physical_attribute": "Physical attribute",
        },
    ),
    Group(
        "dates",
        "Dates and times",
        {
            "date_of_birth": "Date of birth",
            "date": "Date",
            "date_interval": "Range of dates",
            "time": "Time of day",
            "duration": "Duration",
        },
    ),
    Group(
        "other",
        "Other",
        {"event": "Event", "zodiac_sign": "Zodiac sign"},
    ),
)

NAMES: dict[str, str] = {
    policy: name for group in GROUPS for policy, name in group.names.items()
}


def name_of(policy: str) -> str:
    """A policy that has no name here is shown as words: `shoe_size` → `Shoe size`."""
    return NAMES.get(policy) or policy.replace("_", " ").capitalize()
