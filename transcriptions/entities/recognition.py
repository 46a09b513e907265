from __future__ import annotations


def recognize(words, language, types=None):
    return []


def serves(language):
    return True
