"""Numbers of patients, their records and their health insurance."""

from __future__ import annotations

import re

from transcriptions.entities.codes import Code
from transcriptions.entities.identifiers.identifier import Identifier, of_length

_LETTER = "[AC-HJKMNP-RT-Y]"
_ANY = "[0-9AC-HJKMNP-RT-Y]"
#: The Medicare Beneficiary Identifier.
_MBI = re.compile(rf"[1-9]{_LETTER}{_ANY}\d{_LETTER}{_ANY}\d{_LETTER}{{2}}\d{{2}}")


def _shape(code: Code) -> float:
    return 1.0 if of_length(code, 5, 20, digits=3) else 0.0


def _alone(code: Code) -> float:
    return 0.85 if _MBI.fullmatch(code.text) else 0.0


HEALTHCARE_NUMBER = Identifier(
    "healthcare_number",
    {
        "en": (
            "medical record number",
            "medical record",
            "patient record number",
            "record number",
            "mrn",
            "m r n",
            "nhs",
            "nhs number",
            "n h s",
            "n h s number",
            "medicare",
            "medicare number",
            "medicare id",
            "medicaid",
            "medicaid number",
            "medicaid id",
            "mbi",
            "m b i",
            "beneficiary number",
            "beneficiary identifier",
            "patient id",
            "patient number",
            "patient identifier",
            "chart number",
            "health insurance number",
            "health insurance id",
            "health insurance member id",
            "health insurance policy number",
            "health insurance",
            "health card",
            "health card number",
            "health plan",
            "health plan id",
            "health plan number",
            "insurance id",
            "insurance number",
            "insurance member id",
            "insurance member number",
            "insurance policy number",
            "insurance card",
            "member id on my insurance card",
            "hospital number",
            "hospital id",
            "group number",
        ),
        "de": ("krankenversichertennummer", "versichertennummer", "patientennummer"),
        "es": ("tarjeta sanitaria", "número de paciente", "historia clínica"),
        "fr": ("numéro de sécurité sociale", "carte vitale", "numéro de patient"),
        "it": ("tessera sanitaria", "codice fiscale"),
        "pt": ("número de utente", "cartão de saúde"),
        "nl": ("burgerservicenummer", "bsn", "patiëntnummer"),
    },
    _shape,
    _alone,
    {"en": ("insurance", "patient", "aetna", "cigna", "humana", "blue cross")},
)
