"""Numbers of customers' accounts, memberships and policies."""

from __future__ import annotations

from transcriptions.entities.codes import Code
from transcriptions.entities.identifiers.identifier import Identifier, of_length


def _shape(code: Code) -> float:
    if of_length(code, 5, 24, digits=3):
        return 1.0
    if of_length(code, 4, 4, digits=3):
        return 0.85
    return 0.6 if of_length(code, 3, 3, digits=3) and len(code.groups) > 1 else 0.0


ACCOUNT_NUMBER = Identifier(
    "account_number",
    {
        "en": (
            "account number",
            "account numbers",
            "account",
            "accounts",
            "acct",
            "account id",
            "customer number",
            "customer id",
            "customer account",
            "client number",
            "client id",
            "member number",
            "member id",
            "membership number",
            "membership id",
            "membership",
            "policy number",
            "policy",
            "subscriber number",
            "subscription number",
            "loyalty number",
            "frequent flyer number",
            "frequent flyer",
            "loan number",
            "contract number",
            "account ending in",
        ),
        "de": (
            "kontonummer",
            "kundennummer",
            "mitgliedsnummer",
            "vertragsnummer",
            "versicherungsnummer",
            "konto",
        ),
        "es": ("número de cuenta", "número de cliente", "cuenta", "número de póliza"),
        "fr": ("numéro de compte", "numéro de client", "compte", "numéro client"),
        "it": ("numero di conto", "numero cliente", "conto", "codice cliente"),
        "pt": ("número da conta", "número de cliente", "conta"),
        "nl": ("rekeningnummer", "klantnummer", "rekening", "polisnummer"),
    },
    _shape,
)
