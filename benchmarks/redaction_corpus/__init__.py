"""Sentences with personal data in them, and what in them is personal: the truth.

Each sentence is there in its written form, as WhisperX writes, and in its spoken form,
as an engine without punctuation, capitals and digits writes. Nothing here looks at how
the recognizers work, and no name comes from a list that they may read.
"""

from __future__ import annotations
