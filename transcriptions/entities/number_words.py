"""How numbers are said, language by language: plain tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True)
class NumberWords:
    """`below_hundred` maps the words of a number to it; `weak` words may be none at all.

    `hundreds` are single words for 100, 200 …; `times_hundred` and `magnitudes` multiply
    what stands before them, or stand for themselves where they may be `bare`. `signs` are
    said between numbers; `repeats` say how often the digit behind them is meant.
    """

    below_hundred: Mapping[tuple[str, ...], int]
    weak: frozenset[str]
    hundreds: Mapping[str, int]
    times_hundred: frozenset[str]
    magnitudes: Mapping[str, int]
    conjunctions: frozenset[str]
    articles: frozenset[str]
    signs: Mapping[str, str]
    bare: bool
    repeats: Mapping[str, int]
    fillers: frozenset[str]
    longest: int

    def knows(self, word: str) -> bool:
        """Whether the word is, or may be a part of, a number."""
        return (
            (word,) in self.below_hundred
            or word in self.hundreds
            or word in self.times_hundred
            or word in self.magnitudes
            or word in self.repeats
        )


_UNITS = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen "
    "fourteen fifteen sixteen seventeen eighteen nineteen",
    "de": "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn "
    "vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece "
    "catorce quince dieciséis diecisiete dieciocho diecinueve",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize "
    "quatorze quinze seize dix-sept dix-huit dix-neuf",
    "it": "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici "
    "tredici quattordici quindici sedici diciassette diciotto diciannove",
    "pt": "zero um dois três quatro cinco seis sete oito nove dez onze doze treze "
    "catorze quinze dezesseis dezessete dezoito dezenove",
    "nl": "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien "
    "veertien vijftien zestien zeventien achttien negentien",
}

_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "fr": "vingt trente quarante cinquante soixante soixante-dix quatre-vingt "
    "quatre-vingt-dix",
    "it": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    "pt": "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
}

#: Other words for a number below a hundred.
_VARIANTS: dict[str, dict[str, int]] = {
    "en": {
        "nought": 0,
        "naught": 0,
        "oh": 0,
        "o": 0,
        "nil": 0,
        "fourty": 40,
        "niner": 9,
    },
    "de": {"zwo": 2, "ein": 1, "eine": 1, "dreissig": 30, "fuenf": 5, "zwoelf": 12},
    "es": {"un": 1, "una": 1, "dieciseis": 16, "veintiún": 21},
    "fr": {"une": 1, "zero": 0, "quatre-vingts": 80},
    "it": {"un": 1, "una": 1},
    "pt": {
        "uma": 1,
        "duas": 2,
        "meia": 6,
        "tres": 3,
        "quatorze": 14,
        "dezasseis": 16,
        "dezassete": 17,
        "dezanove": 19,
    },
    "nl": {"één": 1, "twee": 2, "zeuven": 7},
}

_WEAK = {
    "en": "oh o nil",
    "de": "ein eine",
    "es": "un una",
    "fr": "un une",
    "it": "un una sei",
    "pt": "um uma meia",
    "nl": "een",
}

_HUNDREDS: dict[str, dict[str, int]] = {
    "de": {
        f"{unit}hundert": value * 100
        for value, unit in enumerate(
            ["ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"],
            start=1,
        )
    },
    "es": {
        "cien": 100,
        "ciento": 100,
        "doscientos": 200,
        "trescientos": 300,
        "cuatrocientos": 400,
        "quinientos": 500,
        "seiscientos": 600,
        "setecientos": 700,
        "ochocientos": 800,
        "novecientos": 900,
    },
    "pt": {
        "cem": 100,
        "cento": 100,
        "duzentos": 200,
        "trezentos": 300,
        "quatrocentos": 400,
        "quinhentos": 500,
        "seiscentos": 600,
        "setecentos": 700,
        "oitocentos": 800,
        "novecentos": 900,
    },
    "it": {
        f"{unit}cento": value * 100
        for value, unit in enumerate(
            ["due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove"], start=2
        )
    },
    "nl": {
        f"{unit}honderd": value * 100
        for value, unit in enumerate(
            ["twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"], start=2
        )
    },
}

_TIMES_HUNDRED = {
    "en": "hundred",
    "de": "hundert",
    "fr": "cent cents",
    "it": "cento",
    "nl": "honderd",
}

_MAGNITUDES: dict[str, dict[str, int]] = {
    "en": {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12},
    "de": {
        "tausend": 10**3,
        "million": 10**6,
        "millionen": 10**6,
        "milliarde": 10**9,
        "milliarden": 10**9,
    },
    "es": {"mil": 10**3, "millón": 10**6, "millones": 10**6},
    "fr": {
        "mille": 10**3,
        "million": 10**6,
        "millions": 10**6,
        "milliard": 10**9,
        "milliards": 10**9,
    },
    "it": {
        "mille": 10**3,
        "mila": 10**3,
        "milione": 10**6,
        "milioni": 10**6,
        "miliardo": 10**9,
        "miliardi": 10**9,
    },
    "pt": {"mil": 10**3, "milhão": 10**6, "milhões": 10**6},
    "nl": {"duizend": 10**3, "miljoen": 10**6, "miljard": 10**9},
}

_CONJUNCTIONS = {"en": "and", "de": "und", "es": "y", "fr": "et", "it": "e", "pt": "e"}
_ARTICLES = {
    "en": "a an",
    "de": "ein eine",
    "nl": "een",
    "fr": "un",
    "es": "un",
    "it": "un",
}
_SIGNS: dict[str, dict[str, str]] = {
    "en": {"point": ".", "dot": ".", "slash": "/"},
    "de": {"komma": ",", "punkt": "."},
    "es": {"coma": ",", "punto": ".", "barra": "/"},
    "fr": {"virgule": ",", "point": ".", "slash": "/"},
    "it": {"virgola": ",", "punto": ".", "barra": "/"},
    "pt": {"vírgula": ",", "ponto": ".", "barra": "/"},
    "nl": {"komma": ",", "punt": ".", "slash": "/"},
}
_REPEATS: dict[str, dict[str, int]] = {
    "en": {"double": 2, "triple": 3, "treble": 3, "quadruple": 4},
    "es": {"doble": 2, "triple": 3},
    "fr": {"double": 2, "triple": 3},
    "it": {"doppio": 2, "triplo": 3},
    "pt": {"duplo": 2, "triplo": 3},
    "de": {"doppel": 2, "zweimal": 2, "dreimal": 3},
    "nl": {"dubbel": 2},
}
_FILLERS = {
    "en": "uh um er erm hmm hm ah eh mm uhm uhh umm",
    "de": "äh ähm öh hm hmm",
    "es": "eh este em mmm",
    "fr": "euh heu hum",
    "it": "ehm uhm mmm eh",
    "pt": "hum eh ã",
    "nl": "uh uhm eh ehm",
}


@cache
def number_words(language: str) -> NumberWords | None:
    """None for a language whose numbers are known in figures only."""
    if language not in _UNITS:
        return None
    below = _below_hundred(language)
    return NumberWords(
        below,
        frozenset(_WEAK.get(language, "").split()),
        _HUNDREDS.get(language, {}),
        frozenset(_TIMES_HUNDRED.get(language, "").split()),
        _MAGNITUDES[language],
        frozenset(_CONJUNCTIONS.get(language, "").split()),
        frozenset(_ARTICLES.get(language, "").split()),
        _SIGNS[language],
        language != "en",
        _REPEATS[language],
        frozenset(_FILLERS[language].split()),
        max(map(len, below)),
    )


_ACCENTED = {"dos": "dós", "tres": "trés", "seis": "séis", "tre": "tré"}


def _below_hundred(language: str) -> dict[tuple[str, ...], int]:
    units = dict(enumerate(_UNITS[language].split()))
    tens = {20 + 10 * n: word for n, word in enumerate(_TENS[language].split())}
    said = {word: value for value, word in (units | tens).items()}
    said |= _VARIANTS[language]
    for ten, word in tens.items():
        for unit in range(1, 10):
            for form in _compounds(language, word, units, unit, ten):
                said.setdefault(form, ten + unit)
    phrases: dict[tuple[str, ...], int] = {}
    for form_said, value in said.items():
        phrases[(form_said,)] = value
        phrases.setdefault(tuple(form_said.replace("-", " ").split()), value)
    return phrases


def _compounds(
    language: str, ten_word: str, units: dict[int, str], unit: int, ten: int
) -> list[str]:
    """The ways to say `ten` and `unit` together; a hyphen may be said as a space."""
    word = units[unit]
    match language:
        case "de":
            first = "ein" if unit == 1 else word
            return [f"{first}und{ten_word}", f"{first}und{ten_word.replace('ß', 'ss')}"]
        case "nl":
            return [f"{word}{'ën' if word.endswith('e') else 'en'}{ten_word}"]
        case "es":
            joined = [f"veinti{word}", f"veinti{_ACCENTED.get(word, word)}"]
            return joined if ten == 20 else [f"{ten_word} y {word}"]
        case "pt":
            return [f"{ten_word} e {word}"]
        case "it":
            stem = ten_word[:-1] if unit in (1, 8) else ten_word
            return [f"{stem}{word}", f"{stem}{_ACCENTED.get(word, word)}"]
        case "fr":
            if ten in (70, 90):
                base = ten_word.removesuffix("-dix")
                word = units[10 + unit]
                return [f"{base}-{word}", f"{base} et {word}"]
            return [f"{ten_word}-{word}", f"{ten_word} et {word}"]
    return [f"{ten_word}-{word}"]
