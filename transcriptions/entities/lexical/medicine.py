"""Medical conditions, procedures and drugs: listed, or by the way that such words end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transcriptions.entities.lexical.base import Found
from transcriptions.entities.lexical.terms import TermRecognizer
from transcriptions.entities.lexicons import names, ordinary_words, plain_words
from transcriptions.entities.reading import Reading
from transcriptions.entities.tokens import Tokens
from transcriptions.entities.word_sets import word_set

_CONDITION_END = re.compile(
    r"^\w{3,}(?:itis|osis|aemia|emia|algia|opathy|ectasia|plegia|paresis|sclerosis|rrhea|rrhoea"
    r"|megaly|penia|phobia|cytosis|uria|dystrophy|lipidemia|carcinoma|sarcoma|lymphoma|blastoma)$"
)
_CONDITIONS_NOT = word_set(
    "diagnosis prognosis hypnosis osmosis metamorphosis apotheosis symbiosis photosynthesis nostalgia "
    "academia bohemia homeopathy neurosis's psychopathy mitosis meiosis apoptosis homophobia "
    "xenophobia transphobia islamophobia boys glycosis hematosis synthesis emphasis"
)
_CONDITION_KINDS = word_set(
    "cancer disease syndrome disorder deficiency infection allergy allergies failure dystrophy fever "
    "tumor tumour virus palsy intolerance"
)
_NOT_BEFORE_KIND = word_set(
    "a an the this that my your his her their our its some any no other of and or has have had with "
    "from by for to get got have infectious contagious serious rare new bad same what which system "
    "power engine crop mental computer fever dance heart failure is was are like called risk against "
    "beat fight fighting survived survivor common deadly terminal advanced stage high low complete "
    "total market bank disk drive server another every each certain genetic chronic severe mild"
)
_PROCESS_END = re.compile(
    r"^\w{3,}(?:ectomy|ectomies|oscopy|oscopies|plasty|otomy|ostomy|pexy|centesis|therapy|desis"
    r"|radiography|sonography|mammography|cardiography)$"
)
_PROCESSES_NOT = word_set(
    "microscopy spectroscopy dichotomy anatomy autonomy aromatherapy trichotomy"
)
_PROCESS_KINDS = word_set(
    "surgery transplant biopsy scan replacement transfusion implant therapy amputation operation "
    "injection injections scans transplants biopsies implants sample samples swab swabs x-ray ultrasound "
    "arthroscopy exam examination screening repair removal graft fusion reconstruction resection test "
    "tests mri ray rays bypass procedure infusion"
)
_BODY = word_set(
    "hip knee shoulder back heart brain spine spinal kidney liver lung bone marrow skin hair eye eyes "
    "cataract hernia stomach bowel colon prostate thyroid gallbladder appendix bladder breast dental "
    "jaw foot ankle wrist hand elbow neck ear nose sinus throat tooth teeth valve bypass hormone "
    "radiation speech physical occupational cornea pancreas uterus plastic gastric vascular "
    "reconstructive bariatric emergency laser cosmetic open disc joint full body ct pet mri cat "
    "abdominal pelvic chest rib ribs head leg arm finger toe tendon ligament meniscus cervical pap "
    "urine stool sperm semen saliva nasal rectal vaginal gum bladder gall cardiac lymph node fertility "
    "hearing allergy prenatal antibody tuberculosis hepatitis insulin iron botox vitamin cortisone steroid"
)
_DRUG_END = re.compile(
    r"^\w{3,}(?:cillin|mycin|micin|cycline|floxacin|statin|pril|sartan|olol|azole|prazole|tidine"
    r"|zepam|zolam|barbital|oxetine|triptyline|ipramine|codone|morphone|fentanil|caine|profen"
    r"|coxib|gliptin|gliflozin|glutide|glitazone|formin|thiazide|semide|dipine|azosin|terol"
    r"|sone|solone|onide|vir|vudine|mab|tinib|parin|xaban|gatran|setron|triptan|lukast|afil"
    r"|dronate|cept|stim|platin|rubicin|taxel|tadine|rizine|ramine|tropium|bicarb)$"
)


class _EndingRecognizer(TermRecognizer):
    """The listed terms, and words that no one else has by their endings."""

    def spans(self, reading: Reading, tokens: Tokens) -> Iterator[Found]:
        (name,) = self.types
        taken: set[int] = set()
        for found in super().spans(reading, tokens):
            taken.update(range(found.first, found.end))
            yield found
        if reading.language != "en":
            return
        for index in range(len(tokens)):
            span = None if index in taken else self.by_form(tokens, index)
            if span is not None:
                yield Found(name, *span, 0.7)

    def by_form(self, tokens: Tokens, index: int) -> tuple[int, int] | None:
        raise NotImplementedError


_OF_STROKE = word_set("a the mini had suffered having heart heat")


class ConditionRecognizer(_EndingRecognizer):
    """Yields `medical_condition`."""

    types = frozenset({"medical_condition"})
    terms = "conditions"

    def accepts(self, tokens: Tokens, first: int, end: int) -> bool:
        word, after = tokens.word(first), tokens.word(end)
        if word == "stroke" and end - first == 1:
            return (
                after != "of"
                and tokens.word(first - 1) in _OF_STROKE
                and after not in ("play", "genius")
            )
        if word == "als" and end - first == 1:
            return tokens[first].text.isupper() or (not tokens.cased(first) and tokens.word(first - 1) in ("with", "has", "have", "had", "of"))  # fmt: skip
        if word == "aids" and end - first == 1:
            return tokens[first].text.isupper() or tokens.word(first - 1) in ("with", "has", "of", "had", "have", "got")  # fmt: skip
        if word == "cancer" and after in ("sign", "moon", "rising"):
            return False
        if word == "depression" and tokens.word(first - 1) in ("great", "economic"):
            return False
        return word != "anxiety" or tokens.word(first - 1) != "no"

    def by_form(self, tokens: Tokens, index: int) -> tuple[int, int] | None:
        word = tokens.word(index)
        if _CONDITION_END.match(word) and word not in _CONDITIONS_NOT:
            return index, index + 1
        after = tokens.word(index + 1)
        if after not in _CONDITION_KINDS or tokens[index].ends or len(word) < 3:
            return None
        named = word not in _NOT_BEFORE_KIND and word.isalpha()
        return (index, index + 2) if named else None


_ORGANS = word_set(
    "appendix tonsils gallbladder spleen kidney uterus ovary ovaries thyroid adenoids"
)


def _organ_removed(tokens: Tokens, index: int) -> int | None:
    """had my tonsils out; removed my appendix"""
    if tokens.word(index) not in ("my", "his", "her", "the", "their", "your"):
        return None
    if tokens.word(index + 1) not in _ORGANS:
        return None
    if tokens.word(index + 2) in ("out", "removed") and not tokens[index + 1].ends:
        return index + 3
    if tuple(tokens.lower[index + 2 : index + 4]) == ("taken", "out"):
        return index + 4
    taken = tokens.word(index - 1) in ("removed", "remove", "removing", "out")
    return index + 2 if taken else None


class ProcessRecognizer(_EndingRecognizer):
    """Yields `medical_process`."""

    types = frozenset({"medical_process"})
    terms = "procedures"

    def accepts(self, tokens: Tokens, first: int, end: int) -> bool:
        word = tokens.word(first)
        return word != "stitches" or tokens.word(first - 1) != "in"

    def by_form(self, tokens: Tokens, index: int) -> tuple[int, int] | None:
        word = tokens.word(index)
        if _PROCESS_END.match(word) and word not in _PROCESSES_NOT:
            return index, index + 1
        removed = _organ_removed(tokens, index)
        if removed is not None:
            return index, removed
        if tokens.word(index + 1) in _PROCESS_KINDS and not tokens[index].ends:
            return (index, index + 2) if word in _BODY else None
        return None


_CLEAR = word_set("metal battery batteries")


class DrugRecognizer(_EndingRecognizer):
    types = frozenset({"drug"})
    terms = "drugs"

    def accepts(self, tokens: Tokens, first: int, end: int) -> bool:
        return tokens.word(end) not in _CLEAR or tokens[end - 1].ends

    def by_form(self, tokens: Tokens, index: int) -> tuple[int, int] | None:
        word = tokens.word(index)
        if len(word) < 7 or not _DRUG_END.match(word):
            return None
        plain = word in ordinary_words() or word in plain_words("drug_suffix_words")
        named = word in names().given or word in names().family
        return None if plain or named else (index, index + 1)
