"""Transcriptions in the admin."""
