"""Which words are numbers or parts of them: what a check listens for beside a gap.

A few words a language are enough; digits are numbers in any.
"""

from __future__ import annotations

_WORDS = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen "
    "fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty "
    "sixty seventy eighty ninety hundred thousand",
    "de": "null eins zwei zwo drei vier fünf sechs sieben acht neun zehn elf zwölf "
    "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert tausend",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize "
    "quatorze quinze seize vingt trente quarante cinquante soixante cent mille",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce veinte "
    "treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento mil",
    "it": "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici "
    "venti trenta quaranta cinquanta sessanta settanta ottanta novanta cento mille",
    "pt": "zero um dois três quatro cinco seis sete oito nove dez onze doze vinte "
    "trinta quarenta cinquenta sessenta setenta oitenta noventa cem cento mil",
    "nl": "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf twintig "
    "dertig veertig vijftig zestig zeventig tachtig negentig honderd duizend",
}
_NUMBERS = {language: frozenset(words.split()) for language, words in _WORDS.items()}
#: What sounds alike is one word to a check; digits are their words.
_ALIKE = {
    "to": "two", "too": "two", "for": "four", "fore": "four", "won": "one",
    "ate": "eight", "oh": "zero", "o": "zero",
}  # fmt: skip
_DIGITS = dict(zip("0123456789", _WORDS["en"].split(), strict=False))


def plain(text: str) -> str:
    """Lower case, without what isn't spoken."""
    return "".join(c for c in text.casefold() if c.isalnum())


def sound(text: str, language: str) -> str:
    """One name for all words that sound like this one."""
    word = plain(text)
    if language != "en":
        return word
    return _ALIKE.get(word) or _DIGITS.get(word) or word


def is_number(text: str, language: str) -> bool:
    word = plain(text)
    return any(c.isdecimal() for c in word) or word in _NUMBERS.get(language, ())
