"""Marital status, gender and sexuality, zodiac signs: small sets of words."""

from __future__ import annotations

from transcriptions.entities.lexical.terms import TermRecognizer, behind, near
from transcriptions.entities.phrases import PhraseBook, phrase_list
from transcriptions.entities.tokens import Tokens
from transcriptions.entities.word_sets import word_set

_BEING = word_set(
    "i'm am is are was were he's she's they're we're be been being you're who's bin ist suis est soy "
    "es sono è ben sou é still currently recently happily never also now as both"
)
_MARITAL = PhraseBook(
    phrase_list("""
    married;unmarried;not married;never married;happily married;newly married;remarried;divorced;
    divorcee;divorcée;widowed;widow;widower;single;separated;legally separated;engaged;
    in a relationship;fiancé;fiancée;fiance;fiancee;ex wife;ex husband;ex wives;ex spouse;
    common law;common law wife;common law husband;common law partner;civil partnership;
    civil partner;domestic partner;domestic partnership;newlywed;newlyweds;late husband;late wife;single mother;
    single father;single mom;single mum;single dad;single parent;bachelor;spinster;
    verheiratet;ledig;geschieden;verwitwet;verlobt;getrennt lebend;marié;mariée;divorcé;divorcée;
    célibataire;veuf;veuve;pacsé;pacsée;casado;casada;soltero;soltera;divorciado;divorciada;viudo;
    viuda;sposato;sposata;divorziato;divorziata;celibe;nubile;vedovo;vedova;getrouwd;gescheiden;
    ongehuwd;solteiro;solteira;divorciado;divorciada;viúvo;viúva
    """)
)
_STATUS = word_set("status marital either")
_OF_STATUS = word_set(
    "and or with but no since for now again from to currently after right at"
)
_GENDER = PhraseBook(
    phrase_list("""
    male;female;males;females;transgender;transgendered;trans;trans man;trans woman;trans men;
    trans women;transsexual;transwoman;transman;non binary;nonbinary;genderqueer;gender queer;
    genderfluid;gender fluid;agender;intersex;cisgender;cis;cis man;cis woman;gay;gays;gay man;
    lesbian;lesbians;bisexual;bi sexual;homosexual;homosexuals;heterosexual;straight;queer;asexual;
    pansexual;demisexual;lgbt;lgbtq;two spirit;androgynous;drag queen;mtf;ftm;bi curious;
    männlich;weiblich;schwul;lesbisch;bisexuell;homosexuell;heterosexuell;masculin;féminin;
    homosexuel;homosexuelle;lesbienne;bisexuelle;masculino;femenino;lesbiana;homosexuel;
    maschio;femmina;omosessuale;lesbica;bisessuale;mannelijk;vrouwelijk;lesbienne;bisexueel;
    feminino;lésbica;bissexual
    """)
)
_THINGS = word_set("connector plug voice dog cat fat fats model lead nurse mail")
_SIGNS = word_set(
    "aries taurus gemini leo virgo libra scorpio sagittarius capricorn aquarius pisces geminis "
    "scorpios virgos"
)
_ZODIAC = PhraseBook(
    (*_SIGNS, "cancer", "cancerian", "capricorns", "stier", "zwilling", "widder", "jungfrau",
     "steinbock", "wassermann", "skorpion", "escorpio", "capricornio", "acuario", "piscis",
     "bélier", "taureau", "gémeaux", "verseau", "capricorne")
)  # fmt: skip
_ASTROLOGY = word_set(
    "sign signs zodiac horoscope astrology astrological rising moon sun ascendant born star "
    "sternzeichen signe signo segno"
)


class MaritalStatusRecognizer(TermRecognizer):
    types = frozenset({"marital_status"})

    def book(self, language: str) -> PhraseBook:
        return _MARITAL

    def accepts(self, tokens: Tokens, first: int, end: int) -> bool:
        word = tokens.word(first)
        if end - first > 1 or word not in (
            "single",
            "separated",
            "engaged",
            "bachelor",
            "ledig",
        ):
            return True
        after = tokens.word(end)
        if word == "bachelor":
            return after not in ("degree", "of", "in", "party", "pad")
        said = behind(tokens, first, _BEING) or near(tokens, first, _STATUS, 4)
        said = (
            said
            or tokens.word(first - 2) in _BEING
            or tokens.word(first - 1) in ("you", "got")
        )
        closed = tokens.closed(end) or after in _OF_STATUS
        return said and closed and not (word == "engaged" and after in ("in", "with"))


class GenderRecognizer(TermRecognizer):
    """Yields `gender_sexuality`."""

    types = frozenset({"gender_sexuality"})

    def book(self, language: str) -> PhraseBook:
        return _GENDER

    def accepts(self, tokens: Tokens, first: int, end: int) -> bool:
        word, after = tokens.word(first), tokens.word(end)
        if end - first > 1:
            return True
        if after in _THINGS and not tokens[first].ends:
            return False
        if word in ("straight", "trans", "cis"):
            closed = tokens.closed(end) or after in ("and", "or", "but", "man", "woman", "guy", "people", "person")  # fmt: skip
            return behind(tokens, first, _BEING | {"a", "or"}) and closed
        return True


class ZodiacRecognizer(TermRecognizer):
    types = frozenset({"zodiac_sign"})

    def book(self, language: str) -> PhraseBook:
        return _ZODIAC

    def accepts(self, tokens: Tokens, first: int, end: int) -> bool:
        word = tokens.word(first)
        if near(tokens, first, _ASTROLOGY, 5):
            return True
        typical = behind(
            tokens, first, frozenset({"a", "an", "typical", "true", "i'm"})
        )
        if word in ("leo", "aries", "libra", "cancer", "taurus"):
            return (
                typical and word != "cancer" and tokens.word(end) not in ("car", "suit")
            )
        return word in _SIGNS or typical
