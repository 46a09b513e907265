"""Recognizers of what is made of digits, letters and signs, one concept a file."""

from __future__ import annotations
