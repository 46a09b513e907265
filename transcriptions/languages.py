"""The languages the engines understand, as ISO 639 codes.

Imported by the web process to validate requests, so it imports nothing heavy; "auto"
asks for detection, and "en" means "English or unknown", so every engine accepts both.
"""

from __future__ import annotations

from collections.abc import Iterable

AUTO = "auto"
ENGLISH = "en"

WHISPER_LANGUAGES: frozenset[str] = frozenset(
    [
        "af",
        "am",
        "ar",
        "as",
        "az",
        "ba",
        "be",
        "bg",
        "bn",
        "bo",
        "br",
        "bs",
        "ca",
        "cs",
        "cy",
        "da",
        "de",
        "el",
        "en",
        "es",
        "et",
        "eu",
        "fa",
        "fi",
        "fo",
        "fr",
        "gl",
        "gu",
        "ha",
        "haw",
        "he",
        "hi",
        "hr",
        "ht",
        "hu",
        "hy",
        "id",
        "is",
        "it",
        "ja",
        "jw",
        "ka",
        "kk",
        "km",
        "kn",
        "ko",
        "la",
        "lb",
        "ln",
        "lo",
        "lt",
        "lv",
        "mg",
        "mi",
        "mk",
        "ml",
        "mn",
        "mr",
        "ms",
        "mt",
        "my",
        "ne",
        "nl",
        "nn",
        "no",
        "oc",
        "pa",
        "pl",
        "ps",
        "pt",
        "ro",
        "ru",
        "sa",
        "sd",
        "si",
        "sk",
        "sl",
        "sn",
        "so",
        "sq",
        "sr",
        "su",
        "sv",
        "sw",
        "ta",
        "te",
        "tg",
        "th",
        "tk",
        "tl",
        "tr",
        "tt",
        "uk",
        "ur",
        "uz",
        "vi",
        "yi",
        "yo",
        "zh",
        "yue",
    ]
)

ENGINE_LANGUAGES: dict[str, frozenset[str]] = {
    "whisperx": WHISPER_LANGUAGES,
    "pocketsphinx": frozenset({ENGLISH}),
}

#: What TRANSCRIPTION_ENGINE can be; "auto" is whichever works.
ENGINES = (*ENGINE_LANGUAGES, "auto")


def of_any(engines: Iterable[str]) -> frozenset[str]:
    """The languages that at least one of the engines knows."""
    return frozenset().union(*(ENGINE_LANGUAGES[engine] for engine in engines))


def accepts(engine: str, language: str) -> bool:
    """Say whether the engine takes jobs in this language; unknown engines take none."""
    known = ENGINE_LANGUAGES.get(engine)
    if known is None:
        return False
    return language in (AUTO, ENGLISH) or language in known
