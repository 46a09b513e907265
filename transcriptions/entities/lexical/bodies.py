"""Injuries, and what a body looks like: height, weight, hair, eyes, marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transcriptions.entities.lexical.base import ENGLISH, Found, LexicalRecognizer
from transcriptions.entities.numerals import Numeral, numerals_of
from transcriptions.entities.phrases import PhraseBook, phrase_list
from transcriptions.entities.reading import Reading
from transcriptions.entities.tokens import Tokens
from transcriptions.entities.word_sets import word_set

_PARTS = word_set(
    "arm arms leg legs hand hands foot feet ankle ankles wrist wrists knee knees elbow elbows shoulder "
    "shoulders hip hips finger fingers toe toes thumb neck back spine rib ribs nose jaw skull collarbone "
    "pelvis femur tibia fibula hamstring ligament ligaments tendon muscle acl mcl meniscus rotator cuff "
    "cheekbone kneecap heel shin thigh calf forearm bone bones tooth teeth eye head face chest vertebra "
    "vertebrae disc groin cartilage tailbone hamstrings eardrum lip nail"
)
_ADJECTIVES = word_set(
    "broken fractured sprained torn twisted dislocated bruised ruptured shattered injured strained crushed "
    "pulled swollen burned burnt sore"
)
_VERBS = word_set("broke broken fractured sprained tore torn twisted dislocated bruised ruptured shattered injured hurt pulled strained crushed burned smashed cut")  # fmt: skip
_WHOSE = word_set("my his her their your the a an")
_SIDES = word_set(
    "left right upper lower both two three several front big little middle index"
)
_NAMED = PhraseBook(
    phrase_list(
        "concussion;concussions;whiplash;third degree burn;third degree burns;second degree burn;"
        "second degree burns;first degree burns;gunshot wound;gunshot wounds;stab wound;stab wounds;"
        "head injury;head injuries;brain injury;traumatic brain injury;spinal cord injury;back injury;"
        "neck injury;knee injury;shoulder injury;hand injury;leg injury;internal bleeding;black eye;"
        "flesh wound;puncture wound;bullet wound;frostbite;sunburn;dog bite;snake bite;bruises;lacerations;"
        "laceration;abrasions;contusion;contusions;sprained ankle;hairline fracture;skull fracture;"
        "compound fracture;stress fracture;fractured skull;broken bones;punctured lung;collapsed lung;"
        "torn acl;torn ligament;torn meniscus;torn rotator cuff;deep cut;cracked rib;cracked ribs;"
        "knocked unconscious;lost a finger;split lip;pulled muscle;electric shock;smoke inhalation;"
        "carbon monoxide poisoning;amputated leg;amputated arm;severed finger;broken neck;bleeding head"
    )
)
_WOUNDS = word_set(
    "fracture fractures injury injuries sprain strain dislocation wound wounds burn burns"
)

_CUTS = word_set("gash cut bruise wound burn bump lump bite scratch")
_MARKS = word_set("mole scar birthmark tattoo piercing freckle")
_FEATURES = word_set("cheek chin forehead eyebrow temple belly stomach ear")

_LOOKS = PhraseBook(
    phrase_list(
        "tattoo;tattoos;tattooed;birthmark;birthmarks;freckles;freckled;beard;bearded;mustache;moustache;"
        "goatee;sideburns;dreadlocks;ponytail;pony tail;mole;moles;scar;scars;pierced ears;nose ring;piercing;"
        "piercings;bald;bald head;balding;bald spot;blond;blonde;brunette;redhead;redheaded;ginger hair;"
        "left handed;right handed;heavyset;heavy set;overweight;skinny;slim build;medium build;muscular build;"
        "athletic build;stocky;stocky build;slender build;muscular;chubby;double chin;dimples;crooked nose;"
        "missing tooth;gold tooth;prosthetic leg;wooden leg;glass eye;hunchback;clean shaven;unshaven;"
        "limp;lisp;six pack abs;buck teeth;braces;broad shoulders;broad shouldered;long legs;wears glasses;"
        "wearing glasses;wear glasses;high cheekbones;thick eyebrows;bushy eyebrows;wrinkles;"
        "dark skin;dark skinned;light skin;light skinned;fair skin;fair skinned;pale skin;olive skin;"
        "brown skin;tanned skin;black skin;white skin;hearing aid;hearing aids;false teeth;dentures;toupee;"
        "contact lenses;eye patch;walking stick;wears a wig;wears a brace;gap teeth;gap in his teeth;"
        "gap in her teeth;gap between his teeth;gap between her teeth;short hair;long hair;curly hair;"
        "shaved head;bald patch;receding hairline;pot belly;beer belly;big nose;big ears;big beard;long beard;"
        "thick beard;grey beard;full beard;square jaw;hooked nose;long nose;freckled face;dark complexion;"
        "fair complexion;pale complexion;very tall;quite tall;really tall;very short;quite short;very thin;"
        "quite thin;very slim;very fat;average height;medium height;average build;large build;stutter;lazy eye;"
        "squint;cleft lip;webbed toes;missing finger;one arm;one leg;artificial leg;artificial arm;knock knees;"
        "bow legs;bow legged;right handedness;left handedness;rosy cheeks;petite;lanky;plump;obese;"
        "short and fat;short and stocky;tall and thin;tall and slim;tall and skinny;broad build;stubble;sleeve tattoo"
    )
)
_UNSURE_LOOKS = word_set(
    "mole moles scar scars braces piercing wrinkles skinny stocky muscular blond blonde bald"
)
_COLOURS = word_set(
    "blue green brown hazel gray grey black red blond blonde ginger white dark light auburn silver dyed "
    "curly straight wavy long short grey-blue amber bright pink purple chestnut sandy thick thinning "
    "shoulder frizzy strawberry platinum greying graying"
)
_ORGANS = word_set("eyes hair eyed haired eyebrows beard")
_OBJECTS = word_set("dryer salon dresser cut spray dye")
_HEIGHT = re.compile(r"^\d['\u2032]\s?\d{0,2}(?:\"|″|'')?$")
_LENGTHS = word_set(
    "foot feet ft inch inches cm centimeters centimetres meter meters metre metres meter"
)
_WEIGHTS = word_set("pounds pound lbs lb kilos kilo kg kilograms stone")
_SELF = word_set("i'm im he's she's about")
_AFTER_HEIGHT = frozenset({"", "and", "tall", "or", "but", "with"})
_WEIGH = word_set("weigh weighs weighed weighing weight")
_PERSONS = word_set(
    "i'm i he she he's she's they man woman suspect height is was guy who stands"
)


class InjuryRecognizer(LexicalRecognizer):
    types = frozenset({"injury"})
    languages: frozenset[str] | None = ENGLISH

    def spans(self, reading: Reading, tokens: Tokens) -> Iterator[Found]:
        for first, end in _NAMED.matches(tokens):
            yield Found("injury", first, end, 0.8)
        for index in range(len(tokens)):
            hurt = _hurt_part(tokens, index) or _wounded_part(tokens, index)
            hurt = hurt or _marked_part(tokens, index, _CUTS)
            if hurt is not None:
                yield Found("injury", index, hurt, 0.8)


def _hurt_part(tokens: Tokens, index: int) -> int | None:
    """a broken arm; broke my left leg; dislocated two fingers"""
    word = tokens.word(index)
    if word not in _VERBS | _ADJECTIVES or tokens[index].ends:
        return None
    end = index + 1
    led = tokens.word(end) in _WHOSE
    end += led
    while tokens.word(end) in _SIDES:
        end += 1
    if tokens.word(end) not in _PARTS or tokens[end - 1].stops:
        return None
    if word in ("cut", "hurt", "pulled", "burned") and not led:
        return None
    if word == "cut" and tokens.word(end) in ("back", "teeth"):
        return None
    return end + 1 + (tokens.word(end) == "rotator")


def _marked_part(tokens: Tokens, index: int, marks: frozenset[str]) -> int | None:
    """a gash on his leg; a big mole on my cheek"""
    start = (
        index
        + 1
        + (tokens.word(index + 1) in ("big", "small", "deep", "bad", "long", "little"))
    )
    if tokens.word(index) not in ("a", "an", "the") or tokens.word(start) not in marks:
        return None
    if tokens.word(start + 1) not in ("on", "in", "above", "across", "over", "to"):
        return None
    end = start + 3 + (tokens.word(start + 3) in _SIDES)
    owned = tokens.word(start + 2) in _WHOSE
    return end + 1 if owned and tokens.word(end) in _PARTS | _FEATURES else None


def _wounded_part(tokens: Tokens, index: int) -> int | None:
    """ankle fracture, knee injury"""
    if tokens.word(index) not in _PARTS or tokens[index].ends:
        return None
    return index + 2 if tokens.word(index + 1) in _WOUNDS else None


class PhysicalAttributeRecognizer(LexicalRecognizer):
    types = frozenset({"physical_attribute"})
    languages: frozenset[str] | None = ENGLISH

    def spans(self, reading: Reading, tokens: Tokens) -> Iterator[Found]:
        numbers = numerals_of(reading)
        for first, end in _LOOKS.matches(tokens):
            if _is_look(tokens, first, end):
                yield Found("physical_attribute", first, end, 0.7)
        for index in range(len(tokens)):
            past = _coloured(tokens, index) or _measured(tokens, numbers, index)
            past = past or _marked_part(tokens, index, _MARKS)
            if past is not None:
                yield Found("physical_attribute", index, past, 0.8)


def _measured(tokens: Tokens, numbers: dict[int, Numeral], index: int) -> int | None:
    """How tall, or how heavy."""
    if index not in numbers and not _HEIGHT.match(tokens.word(index)):
        return None
    end = _height(tokens, numbers, index) or _weight(tokens, numbers, index)
    return end or _feet_and_inches(tokens, numbers, index)


_HAD = word_set("a has with have having big small two his her my")
_LOOKING = word_set("is i'm he's was a she's very quite and with are")


def _is_look(tokens: Tokens, first: int, end: int) -> bool:
    word, before = tokens.word(first), tokens.word(first - 1)
    if end - first > 1 or word not in _UNSURE_LOOKS:
        return True
    return before in (_HAD if word in ("mole", "moles", "scar", "scars") else _LOOKING)


def _coloured(tokens: Tokens, index: int) -> int | None:
    """blue eyes, long brown hair, red-haired"""
    if tokens.word(index) not in _COLOURS or tokens.word(index - 1) in _COLOURS:
        return None
    end = index
    while (
        tokens.word(end) in _COLOURS | {"and", "length", "ish"}
        and not tokens[end].stops
    ):
        end += 1
    if tokens.word(end) not in _ORGANS or tokens.word(end - 1) == "and":
        return None
    return end + 1 if tokens.word(end + 1) not in _OBJECTS else None


def _height(tokens: Tokens, numbers: dict[int, Numeral], index: int) -> int | None:
    """six foot two; five feet ten inches tall; 5'11"; 190 cm tall"""
    if _HEIGHT.match(tokens.word(index)) and len(tokens.word(index)) > 2:
        return index + 1
    number = numbers.get(index)
    if (
        number is None
        or tokens.word(number.end) not in _LENGTHS
        or tokens[number.end - 1].ends
    ):
        return None
    unit, end = tokens.word(number.end), number.end + 1
    end += tokens.word(end) == "and"
    more = numbers.get(end)
    if (
        more is not None
        and more.value < 100
        and unit in ("foot", "feet", "ft", "meter", "metre")
    ):
        end = more.end + (tokens.word(more.end) in ("inches", "inch"))
        tall = unit in ("foot", "feet", "ft") and 3 <= number.value <= 8
    else:
        end, tall = number.end + 1, False
    if (
        tokens.word(end) == "tall"
        and number.value < 300
        and _is_person_near(tokens, index)
    ):
        return end + 1
    return end if tall and more is not None and more.value < 12 else None


def _feet_and_inches(
    tokens: Tokens, numbers: dict[int, Numeral], index: int
) -> int | None:
    """I'm five eleven"""
    feet = numbers.get(index)
    if feet is None or not 4 <= feet.value <= 7 or tokens.word(index - 1) not in _SELF:
        return None
    inches = numbers.get(feet.end)
    if inches is None or not 0 < inches.value <= 11 or tokens[feet.end - 1].ends:
        return None
    alone = tokens[inches.end - 1].ends or tokens.word(inches.end) in _AFTER_HEIGHT
    return inches.end if alone and inches.end not in numbers else None


def _is_person_near(tokens: Tokens, index: int) -> bool:
    return not _PERSONS.isdisjoint(tokens.lower[max(index - 6, 0) : index])


def _weight(tokens: Tokens, numbers: dict[int, Numeral], index: int) -> int | None:
    """I weigh 180 pounds; "it weighs" is no person's."""
    number = numbers.get(index)
    if number is None or tokens.word(number.end) not in _WEIGHTS:
        return None
    near = tokens.lower[max(index - 4, 0) : index]
    return number.end + 1 if not _WEIGH.isdisjoint(near) and "it" not in near else None
