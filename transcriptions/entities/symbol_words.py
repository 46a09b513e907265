"""How the signs in addresses and file names are said, and how such names end."""

from __future__ import annotations

from transcriptions.entities.word_sets import word_set

#: For every language: the signs that everybody says in English.
_EVERYWHERE = {
    "dot": ".",
    "at": "@",
    "underscore": "_",
    "dash": "-",
    "hyphen": "-",
    "minus": "-",
    "slash": "/",
    "plus": "+",
    "question mark": "?",
    "equals": "=",
    "@": "@",
}
_SIGNS: dict[str, dict[str, str]] = {
    "en": {"forward slash": "/", "at sign": "@", "under score": "_", "period": "."},
    "de": {
        "punkt": ".",
        "ät": "@",
        "klammeraffe": "@",
        "unterstrich": "_",
        "bindestrich": "-",
        "schrägstrich": "/",
    },
    "es": {
        "punto": ".",
        "arroba": "@",
        "guion bajo": "_",
        "guión bajo": "_",
        "guion": "-",
        "guión": "-",
        "barra": "/",
        "más": "+",
    },
    "fr": {
        "point": ".",
        "arobase": "@",
        "arrobase": "@",
        "tiret bas": "_",
        "tiret": "-",
    },
    "it": {
        "punto": ".",
        "chiocciola": "@",
        "trattino basso": "_",
        "trattino": "-",
        "barra": "/",
        "più": "+",
    },
    "pt": {
        "ponto": ".",
        "arroba": "@",
        "sublinhado": "_",
        "hífen": "-",
        "traço": "-",
        "barra": "/",
        "mais": "+",
    },
    "nl": {
        "punt": ".",
        "apenstaartje": "@",
        "liggend streepje": "_",
        "streepje": "-",
    },
}

TOP_LEVEL = word_set(
    """
    com org net edu gov mil info biz io co ai app dev uk us ca de fr es it nl pt
    br mx ar ch at be eu tv me xyz online site store shop tech cloud au nz ie in
    jp cn kr se no fi dk pl cz ru gr tr za int pro name news blog health bank ly
    gg to
    """
)
#: Words of a language too, so that they end a domain only in an e-mail address.
AMBIGUOUS = word_set(
    """
    de es it at in no me us be to name pro store shop news bank
    """
)
EXTENSIONS = word_set(
    """
    pdf doc docx xls xlsx ppt pptx csv txt rtf odt ods jpg jpeg png gif bmp svg
    tif tiff mp3 mp4 wav m4a flac ogg mov avi mkv zip rar tar gz json xml yaml yml
    html htm css js py exe sql db log bak psd md ipynb msg eml
    """
)
#: Providers that are named without the end of their domain.
PROVIDERS = word_set(
    """
    gmail googlemail yahoo hotmail outlook icloud aol protonmail gmx
    """
)


def signs_of(language: str) -> dict[tuple[str, ...], str]:
    """Each sign by the words that say it."""
    said = _EVERYWHERE | _SIGNS.get(language, {})
    return {tuple(words.split()): sign for words, sign in said.items()}
