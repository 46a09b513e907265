"""Religions, and political parties and leanings."""

from __future__ import annotations

from transcriptions.entities.lexical.terms import TermRecognizer, behind
from transcriptions.entities.lexicons import names
from transcriptions.entities.phrases import PhraseBook, phrase_list
from transcriptions.entities.tokens import Tokens
from transcriptions.entities.word_sets import word_set

_RELIGIONS = PhraseBook(
    phrase_list("""
    christian;christians;christianity;catholic;catholics;catholicism;roman catholic;protestant;
    protestants;lutheran;lutherans;methodist;methodists;baptist;baptists;southern baptist;anglican;
    anglicans;episcopalian;presbyterian;presbyterians;pentecostal;evangelical;evangelicals;calvinist;
    quaker;quakers;mormon;mormons;latter day saints;jehovah's witness;jehovah's witnesses;amish;
    mennonite;adventist;seventh day adventist;orthodox christian;greek orthodox;russian orthodox;
    orthodox jew;orthodox jewish;eastern orthodox;muslim;muslims;islam;islamic;sunni;shia;shiite;sufi;
    ahmadi;jew;jews;jewish;judaism;hasidic;hindu;hindus;hinduism;sikh;sikhs;sikhism;buddhist;
    buddhists;buddhism;zen buddhist;jain;jains;jainism;taoist;taoism;confucian;shinto;zoroastrian;
    parsi;bahai;baha'i;rastafarian;wiccan;wicca;pagan;pagans;druid;scientologist;scientology;
    unitarian;atheist;atheists;atheism;agnostic;agnostics;born again christian;coptic;copt;druze;
    katholisch;evangelisch;muslimisch;muslim;jüdisch;buddhistisch;orthodox;atheistisch;
    catholique;protestante;musulman;musulmane;juif;juive;bouddhiste;athée;chrétien;chrétienne;
    católico;católica;musulmán;musulmana;judío;judía;budista;ateo;atea;cristiano;cristiana;
    cattolico;cattolica;musulmano;ebreo;ebrea;buddista;katholiek;protestants;moslim;joods;
    boeddhist;muçulmano;muçulmana;judeu;judia;cristão;cristã
    """)
)
#: Words of their own in lower case, or with a weaker sense.
_UNSURE_FAITHS = word_set("pagan orthodox druid jain parsi copt evangelical")
_PARTIES = PhraseBook(
    phrase_list("""
    republican;republicans;republican party;democrat;democrats;democratic party;gop;labour;labour party;
    labor party;tory;tories;conservative;conservatives;conservative party;liberal;liberals;
    liberal party;liberal democrat;liberal democrats;lib dem;lib dems;green party;the greens;
    libertarian;libertarians;libertarian party;socialist;socialists;socialism;social democrat;
    social democrats;communist;communists;communism;communist party;marxist;marxism;leninist;
    fascist;fascists;fascism;neo nazi;nazi;nazis;anarchist;anarchists;anarchism;tea party;
    reform party;reform uk;ukip;snp;scottish national party;plaid cymru;sinn fein;dup;brexit party;
    bloc québécois;ndp;new democratic party;bjp;congress party;left wing;right wing;far right;
    far left;alt right;leftist;leftists;centrist;centrists;maga;progressive;progressives;
    independent voter;feminist;feminists;environmentalist;monarchist;royalist;nationalist;
    nationalists;white supremacist;zionist;cdu;csu;spd;fdp;afd;die grünen;die linke;sozialdemokrat;
    parti socialiste;rassemblement national;front national;les républicains;partido popular;psoe;
    podemos;ciudadanos;partito democratico;lega nord;fratelli d'italia;forza italia;movimento cinque
    stelle;vvd;pvda;pvv;d66;groenlinks;partido dos trabalhadores;svp;fpö;övp
    """)
)
_UNSURE_PARTIES = word_set(
    "conservative liberal labour progressive independent dup tory reform csu socialist"
)
_POLITICAL = word_set(
    "vote voted votes voting voter registered party member politics political politically elected "
    "candidate senator congressman mp government lean leaning i'm am a an is are he's she's always "
    "democrat republican very staunch lifelong"
)
_NOT_POLITICAL = word_set(
    "estimate estimates arts treatment amount amounts approach side figure figures guess manner dose "
    "use portion portions lens lenses costs market force intensive insurance rock web revenue"
)


class ReligionRecognizer(TermRecognizer):
    types = frozenset({"religion"})

    def book(self, language: str) -> PhraseBook:
        return _RELIGIONS

    def accepts(self, tokens: Tokens, first: int, end: int) -> bool:
        word = tokens.word(first)
        if end - first > 1:
            return True
        if word == "christian" and not tokens[first].ends:
            after = tokens.word(end)
            named = after in names().common_family and after not in (
                "people",
                "church",
                "woman",
            )
            return not (named and (tokens.capital(end) or not tokens.cased(first)))
        return (
            word not in _UNSURE_FAITHS
            or tokens.capital(first)
            or _said_of(tokens, first)
        )


class PoliticsRecognizer(TermRecognizer):
    """Yields `political_affiliation`."""

    types = frozenset({"political_affiliation"})

    def book(self, language: str) -> PhraseBook:
        return _PARTIES

    def accepts(self, tokens: Tokens, first: int, end: int) -> bool:
        if tokens.word(end) in _NOT_POLITICAL and not tokens[end - 1].ends:
            return False
        if end - first > 1 or tokens.word(first) not in _UNSURE_PARTIES:
            return True
        if tokens.capital(first) and not tokens[first].opens:
            return True
        return not _POLITICAL.isdisjoint(tokens.lower[max(first - 3, 0) : first])


_BEING = word_set("i'm am is are a an he's she's they're we're was raised")


def _said_of(tokens: Tokens, first: int) -> bool:
    return behind(tokens, first, _BEING)
