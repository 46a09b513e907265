"""Finds what is named in a run of words: people, places, numbers, addresses, dates.

One set of recognizers serves both entity detection and the redaction of personal data;
both speak of types by the names of `transcriptions.pii_policies`.
"""

from __future__ import annotations
