"""All recognizers, made once; what they need is loaded when they first work."""

from __future__ import annotations

from functools import cache

from transcriptions.entities.base import Recognizer
from transcriptions.entities.identifiers.account_number import ACCOUNT_NUMBER
from transcriptions.entities.identifiers.banking_information import (
    BANKING_INFORMATION,
    BankIdentifierCode,
)
from transcriptions.entities.identifiers.coded import CodedIdentifiers
from transcriptions.entities.identifiers.credit_card_cvv import CREDIT_CARD_CVV
from transcriptions.entities.identifiers.credit_card_expiration import (
    CreditCardExpiration,
)
from transcriptions.entities.identifiers.credit_card_number import CREDIT_CARD_NUMBER
from transcriptions.entities.identifiers.drivers_license import DRIVERS_LICENSE
from transcriptions.entities.identifiers.email_address import EmailAddress
from transcriptions.entities.identifiers.filename import Filename
from transcriptions.entities.identifiers.healthcare_number import HEALTHCARE_NUMBER
from transcriptions.entities.identifiers.ip_address import NETWORK_ADDRESS
from transcriptions.entities.identifiers.number_sequence import NUMBER_SEQUENCE
from transcriptions.entities.identifiers.passport_number import PASSPORT_NUMBER
from transcriptions.entities.identifiers.password import PIN, Password
from transcriptions.entities.identifiers.phone_number import EXTENSION, PHONE_NUMBER
from transcriptions.entities.identifiers.presidio import PresidioPatterns
from transcriptions.entities.identifiers.url import Url
from transcriptions.entities.identifiers.us_social_security_number import (
    US_SOCIAL_SECURITY_NUMBER,
)
from transcriptions.entities.identifiers.username import Username
from transcriptions.entities.identifiers.vehicle_id import VEHICLE_ID
from transcriptions.entities.lexical.recognizers import LEXICAL
from transcriptions.entities.spacy_model import load_spacy_recognizer

_CODED = (
    ACCOUNT_NUMBER,
    BANKING_INFORMATION,
    CREDIT_CARD_CVV,
    CREDIT_CARD_NUMBER,
    DRIVERS_LICENSE,
    EXTENSION,
    HEALTHCARE_NUMBER,
    NETWORK_ADDRESS,
    NUMBER_SEQUENCE,
    PASSPORT_NUMBER,
    PHONE_NUMBER,
    PIN,
    US_SOCIAL_SECURITY_NUMBER,
    VEHICLE_ID,
)


@cache
def recognizers(spacy_model: str = "") -> tuple[Recognizer, ...]:
    """With a spaCy pipeline, by its folder or package, besides the lists where one is named.

    Raises SpacyModelUnavailable.
    """
    if spacy_model:
        return (*recognizers(), load_spacy_recognizer(spacy_model))
    return (*identifiers(), *LEXICAL)


def identifiers() -> tuple[Recognizer, ...]:
    return (
        CodedIdentifiers(_CODED),
        PresidioPatterns(),
        BankIdentifierCode(),
        EmailAddress(),
        Url(),
        Filename(),
        CreditCardExpiration(),
        Password(),
        Username(),
    )
