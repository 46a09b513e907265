"""The words of a transcript as HTML, with what was taken out and what matters marked.

Made for tens of thousands of words: a sentence without a mark costs one search.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from transcriptions.options import Substitution
from transcriptions.redacted_tokens import LABEL, SIGNS
from transcriptions.sentence_text import join_words
from transcriptions.transcript import Sentence, Word
from transcriptions.web.policy_names import NAMES, name_of
from transcriptions.web.spans import Spans


class Marking:
    """What is to be marked in a transcript with this result."""

    def __init__(self, result: Mapping[str, Any]) -> None:
        redaction = result.get("redaction")
        self.redacted = redaction is not None
        self._taken = Spans(
            (span["start"], span["end"], span["policy"])
            for span in (redaction or {}).get("spans", [])
        )
        self._phrases = Spans(
            (time["start"], time["end"], "key")
            for highlight in result.get("auto_highlights") or []
            for time in highlight["timestamps"]
        )
        hashed = (
            redaction is not None and redaction["substitution"] == Substitution.HASH
        )
        self._token = SIGNS if hashed else LABEL

    def words(self, sentence: Sentence) -> SafeString:
        """Each word in a span that knows its times, spaced as the text is."""
        words = sentence.words or (
            Word(sentence.text, sentence.start, sentence.end, sentence.confidence),
        )
        marked = self._phrases.touch(sentence.start, sentence.end)
        parts: list[str] = []
        previous = ""
        for word in words:
            if previous and join_words((previous, word.text)) != previous + word.text:
                parts.append(" ")
            key = ' class="key"' if marked and self._phrases.at(word.middle) else ""
            parts.append(
                f'<span{key} data-start="{word.start}" data-end="{word.end}">'
                f"{self._html(word.text, word.middle)}</span>"
            )
            previous = word.text
        return mark_safe("".join(parts))  # noqa: S308 - words are escaped, times are floats

    def text(self, plain: str) -> SafeString:
        """A text of the result, with a chip where something was taken out."""
        return mark_safe(self._html(plain, None))  # noqa: S308 - escaped by _html

    def _html(self, text: str, moment: float | None) -> str:
        if not self.redacted or not ("[" in text or "#" in text):
            return escape(text)
        parts: list[str] = []
        done = 0
        for token in self._token.finditer(text):
            parts += [escape(text[done : token.start()]), self._chip(token, moment)]
            done = token.end()
        return "".join([*parts, escape(text[done:])])

    def _chip(self, token: re.Match[str], moment: float | None) -> str:
        """Names what was there; brackets are for who listens or copies the text."""
        if self._token is LABEL:
            policy = token[1].lower()
            if policy not in NAMES:
                return escape(token[0])
            return (
                '<b class="taken" title="Taken out"><i class="unseen">[</i>'
                f'{escape(NAMES[policy])}<i class="unseen">]</i></b>'
            )
        known = None if moment is None else self._taken.at(moment)
        what = escape(f"{name_of(known)}, taken out" if known else "Taken out")
        return (
            f'<b class="taken" role="img" aria-label="{what}" title="{what}">'
            f"{token[0]}</b>"
        )
