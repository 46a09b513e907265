"""Small words by language: where a line of a subtitle had better begin, or not end.

Conjunctions and prepositions open a clause or a phrase; articles and the like belong
to what follows them. `transcriptions.captions` weighs its line breaks with them.
"""

from __future__ import annotations

_OPENING = {
    "en": "and but or nor so yet because although though while when where which who "
    "that if unless until since before after as than for with without from into "
    "about against between through during in on at by of to over under",
    "de": "und aber oder denn sondern weil obwohl während wenn als dass ob wo der die "
    "welche bis bevor nachdem damit für mit ohne von aus bei nach zu in im an am auf "
    "über unter durch gegen zwischen vor seit",
    "fr": "et mais ou car donc parce quand lorsque si comme que qui dont où puisque "
    "avec sans pour par dans sur sous entre vers chez depuis pendant avant après de à",
    "es": "y e pero o u porque aunque cuando donde si como que quien mientras con sin "
    "para por en sobre entre hasta desde hacia según durante antes de a",
    "it": "e ed ma o oppure perché anche quando dove se come che chi mentre con senza "
    "per in su tra fra da di a dopo prima durante verso",
    "pt": "e mas ou porque embora quando onde se como que quem enquanto com sem para "
    "por em sobre entre até desde durante depois antes de a",
    "nl": "en maar of want omdat hoewel terwijl als toen dat die waar met zonder voor "
    "van uit bij naar in op aan over onder door tegen tussen tot sinds te",
}
_LEADING = {
    "en": "a an the my your his her its our their this these those no every very",
    "de": "der die das den dem des ein eine einen einem einer mein dein sein ihr unser "
    "kein keine sehr",
    "fr": "le la les un une des du au aux ce cet cette ces mon ma mes ton son sa ses "
    "notre votre leur très",
    "es": "el la los las un una unos unas al del mi tu su nuestro este esta ese muy",
    "it": "il lo la i gli le un uno una al del nel della mio tuo suo questo molto",
    "pt": "o a os as um uma uns umas ao do da no na meu seu este esta muito",
    "nl": "de het een mijn jouw zijn haar ons onze hun dit deze geen heel",
}


def opening(language: str) -> frozenset[str]:
    """Lower-case words that open a clause or a phrase; none of unknown languages."""
    return frozenset(_OPENING.get(language, "").split())


def leading(language: str) -> frozenset[str]:
    """Lower-case words that no line should end with; opening ones included."""
    return opening(language) | frozenset(_LEADING.get(language, "").split())
