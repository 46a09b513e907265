"""The words that say nothing by themselves, by language: YAKE's lists and ours.

The lists are read from YAKE's package as files, without an import of YAKE.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

#: Where YAKE's name of a list is not the ISO 639-1 code; its `br` is Brazilian.
_FILES = {"cs": "cz", "nn": "no", "nb": "no"}
_CODE = re.compile("[a-z]{2,3}")
_UNLISTED = frozenset({"br", "cz"})
_ENCODINGS = {"stopwords_lt.txt": "cp1257", "stopwords_sk.txt": "cp1250"}

#: What people say in between, which lists made for written texts lack.
_FILLERS: dict[str, str] = {
    "de": "äh ähm hm hmm mhm ja nein genau okay ok naja tja halt eben quasi sozusagen "
    "einverstanden danke bitte hallo guten tag morgen abend gut schön",
    "en": "uh um uhm er hm hmm mm mhm yeah yep nope okay ok alright right gonna wanna "
    "gotta kinda sorta lot lots bit stuff thing things guys folks good great fine nice "
    "makes sense ahead sorry mean hear sure exactly perfect morning afternoon evening hello hi bye thank thanks please",
    "es": "eh em mmm pues bueno vale bien claro exacto gracias hola buenos buenas "
    "tardes días noches acuerdo",
    "fr": "euh hum ben bah hein bon bien oui non voilà quoi merci bonjour bonsoir "
    "accord alors donc",
}  # fmt: skip

#: Words of the calendar and of amounts: often said, never what a talk is about.
_MEASURES: dict[str, str] = {
    "de": "heute morgen gestern tag tage tagen woche wochen monat monate monaten jahr "
    "jahre jahren stunde stunden minute minuten uhr mal prozent euro montag dienstag "
    "mittwoch donnerstag freitag samstag sonntag januar februar märz april mai juni "
    "juli august september oktober november dezember hundert tausend",
    "en": "today tomorrow yesterday tonight day days week weeks weekend month months "
    "year years hour hours minute minutes second seconds time times percent monday "
    "tuesday wednesday thursday friday saturday sunday january february april june "
    "july august september october november december half hundred hundreds thousand "
    "thousands million millions billion",
    "es": "hoy mañana ayer día días semana semanas mes meses año años hora horas minuto "
    "minutos vez veces ciento euros lunes martes miércoles jueves viernes sábado "
    "domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre "
    "noviembre diciembre cien mil millones",
    "fr": "aujourd'hui demain hier jour jours semaine semaines mois an ans année années "
    "heure heures minute minutes fois cent cents euros lundi mardi mercredi jeudi "
    "vendredi samedi dimanche janvier février mars avril mai juin juillet août "
    "septembre octobre novembre décembre mille millions",
}


def known(language: str) -> bool:
    """Say whether there is a list for the language."""
    return _file(language) is not None


@cache
def stopwords(language: str) -> frozenset[str]:
    """The words of the list and of ours, in lower case; empty without a list."""
    file = _file(language)
    if file is None:
        return frozenset()
    listed = _text(file).lower().replace("’", "'").split("\n")
    ours = f"{_FILLERS.get(language, '')} {_MEASURES.get(language, '')}".split()
    return frozenset({*map(str.strip, listed), *ours} - {""})


@cache
def _file(language: str) -> Path | None:
    if language in _UNLISTED or not _CODE.fullmatch(language):
        return None
    package = find_spec("yake")
    if package is None or package.origin is None:
        return None
    name = f"stopwords_{_FILES.get(language, language)}.txt"
    path = Path(package.origin).parent / "core" / "StopwordsList" / name
    return path if path.is_file() else None


def _text(file: Path) -> str:
    """The text of a list, in the encoding that it is in: YAKE itself misreads two."""
    return file.read_bytes().decode(_ENCODINGS.get(file.name, "utf-8"))
