"""Recognizers of what is named by words: of names, places, dates, quantities, terms.

They look tokens up in lists and read small grammars; each concept has a file.
"""

from __future__ import annotations
