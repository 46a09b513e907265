"""How good the analysis is, against simple baselines, and what two hours of talk cost.

Sentiment against always answering the commonest class; highlights against the most
frequent words and pairs; summaries against the first sentences, and against the longest.
The corpus beside this file was written by hand: one part before the methods, which were
chosen with a look at it, and one held out, written when they were finished.

    python benchmarks/analysis.py [--show]
"""

from __future__ import annotations

import itertools
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from pydoc_data import topics

import psutil

from transcriptions.analysis import extractive
from transcriptions.analysis.analyser import analyse
from transcriptions.analysis.choice import Analysers, AnalysisConfig
from transcriptions.analysis.entity_finder import RecognizedEntities
from transcriptions.analysis.phrases import phrases
from transcriptions.analysis.stopwords import stopwords
from transcriptions.analysis.vader import VaderSentiment
from transcriptions.analysis.wording import tokens
from transcriptions.analysis.yake_highlights import YakeHighlighter
from transcriptions.options import Feature
from transcriptions.sentence_text import split_words
from transcriptions.transcript import Segment, Sentence, Word, build_sentences

CORPUS = Path(__file__).with_name("analysis_corpus")
CLASSES = ("POSITIVE", "NEUTRAL", "NEGATIVE")
WORD, PAUSE = 0.4, 0.3  # seconds
SHOW = "--show" in sys.argv


def ignore(share: float) -> None:
    """Progress is not of interest here."""


@dataclass(frozen=True)
class Labelled:
    """A transcript; `gold` are the indexes of the sentences that matter."""

    name: str
    language: str
    phrases: list[str]
    gold: set[int]
    summary: str
    sentences: list[Sentence]


def spoken(text: str, start: float, speaker: str | None = None) -> Sentence:
    words, time_ = [], start
    for word in split_words(text):
        words.append(Word(word, time_, round(time_ + WORD, 3), 0.9, speaker))
        time_ = round(time_ + WORD, 3)
    return Sentence(text, start, time_, tuple(words), 0.9, speaker)


def labelled(path: Path) -> Labelled:
    head, _, body = path.read_text().partition("\n\n")
    about = dict(line.split(": ", 1) for line in head.splitlines())
    sentences: list[Sentence] = []
    gold = set()
    for number, line in enumerate(body.strip().splitlines()):
        if line.startswith("* "):
            gold.add(number)
        speaker, text = line.removeprefix("* ").split(": ", 1)
        start = round(sentences[-1].end + PAUSE, 3) if sentences else 0.0
        sentences.append(spoken(text, start, speaker))
    named = [phrase.strip() for phrase in about["phrases"].split(";")]
    return Labelled(
        path.stem, about["language"], named, gold, about["summary"], sentences
    )


def transcripts(folder: str) -> list[Labelled]:
    return [labelled(path) for path in sorted((CORPUS / folder).glob("*.txt"))]


# Sentiment


def measure_sentiment(file: str) -> None:
    rows = [line.split("\t") for line in (CORPUS / file).read_text().splitlines()]
    truth = [label for label, _ in rows]
    sentences = [spoken(text, 0.0) for _, text in rows]
    found = VaderSentiment().sentiments(sentences, "en", ignore)
    ours = [one.label for one in found]
    commonest = Counter(truth).most_common(1)[0][0]
    print(f"sentiment, n = {len(rows)} sentences ({file})")
    for name, said in (("vader", ours), ("majority class", [commonest] * len(rows))):
        right = sum(a == b for a, b in zip(said, truth, strict=True)) / len(rows)
        print(
            f"  {name:16s} accuracy {right:.3f}  macro-F1 {macro_f1(said, truth):.3f}"
        )
    for low, high in ((0.0, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 1.01)):
        within = [
            one.label == label
            for one, label in zip(found, truth, strict=True)
            if low <= one.confidence < high
        ]
        if within:
            right = sum(within) / len(within)
            print(
                f"    confidence {low:.1f} to {min(high, 1):.1f}: {right:.2f} right, "
                f"n = {len(within)}"
            )
    if SHOW:
        for (label, text), one in zip(rows, found, strict=True):
            if label != one.label:
                print(f"    {label} taken for {one.label}: {text}")


def macro_f1(said: Sequence[str], truth: Sequence[str]) -> float:
    pairs = Counter(zip(truth, said, strict=True))
    scores = []
    for name in CLASSES:
        right = pairs[name, name]
        both = truth.count(name) + list(said).count(name)
        scores.append(2 * right / both if both else 0.0)
    return sum(scores) / len(scores)


# Highlights

Ranking = Callable[[Labelled], list[str]]


def ours(one: Labelled) -> list[str]:
    found = YakeHighlighter().highlights(one.sentences, one.language, ignore)
    if SHOW:
        print(f"    {one.name}:", ", ".join(f"{h.text} {h.count}" for h in found))
    return [highlight.text for highlight in found]


def frequent(one: Labelled) -> list[str]:
    """Words, and pairs heard twice, by how often they are said; without stopwords."""
    said = [tokens(sentence, one.language) for sentence in one.sentences]
    found = phrases(said, stopwords(one.language), one.language, ignore).values()
    kept = [p for p in found if len(p.key) == 1 or (len(p.key) == 2 and p.recurs)]
    kept.sort(key=lambda phrase: (-len(phrase.mentions), -len(phrase.key)))
    return [" ".join(phrase.key) for phrase in kept]


def yake_itself(one: Labelled) -> list[str]:
    import yake

    text = "\n".join(sentence.text for sentence in one.sentences)
    extractor = yake.KeywordExtractor(lan=one.language, n=3, top=25)
    return [phrase for phrase, _ in extractor.extract_keywords(text)]


def stems(phrase: str) -> tuple[str, ...]:
    return tuple(_stem(word) for word in re.findall(r"[\w'-]+", phrase.lower()))


def _stem(word: str) -> str:
    for ending in ("en", "er", "es", "s", "n", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


def measure_highlights(folder: str) -> None:
    corpus = transcripts(folder)
    count = sum(len(one.phrases) for one in corpus)
    print(f"highlights, n = {len(corpus)} transcripts, {count} phrases ({folder})")
    named: list[tuple[str, Ranking]] = [
        ("ours", ours), ("term frequency", frequent), ("yake itself", yake_itself)
    ]  # fmt: skip
    for name, ranking in named:
        told = []
        ranked = [ranking(one) for one in corpus]
        for most in (5, 10):
            scores = [
                precision_recall(one.phrases, found[:most])
                for one, found in zip(corpus, ranked, strict=True)
            ]
            precision, recall, f1 = (
                sum(s) / len(corpus) for s in zip(*scores, strict=True)
            )
            told.append(f"@{most}: P {precision:.2f} R {recall:.2f} F1 {f1:.3f}")
        print(f"  {name:16s} {'   '.join(told)}")


def precision_recall(
    gold: Sequence[str], found: Sequence[str]
) -> tuple[float, float, float]:
    hits = len({stems(phrase) for phrase in gold} & {stems(phrase) for phrase in found})
    precision, recall = hits / max(len(found), 1), hits / len(gold)
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return precision, recall, f1


# Summaries


def measure_summaries(folder: str) -> None:
    corpus = transcripts(folder)
    chosen = [extractive.chosen(one.sentences, one.language, ignore) for one in corpus]
    firsts = [list(range(len(picked))) for picked in chosen]
    longest = [
        sorted(range(len(one.sentences)), key=lambda at: -len(one.sentences[at].words))
        for one in corpus
    ]
    longest = [
        sorted(o[: len(picked)]) for o, picked in zip(longest, chosen, strict=True)
    ]
    print(f"summaries, n = {len(corpus)} transcripts ({folder})")
    for name, picks in (
        ("ours", chosen),
        ("first sentences", firsts),
        ("longest sentences", longest),
    ):
        scores = [
            summary_scores(one, picked)
            for one, picked in zip(corpus, picks, strict=True)
        ]
        one_, two, hit = (sum(s) / len(corpus) for s in zip(*scores, strict=True))
        print(
            f"  {name:18s} ROUGE-1 {one_:.3f}  ROUGE-2 {two:.3f}  of its sentences "
            f"matter {hit:.2f}"
        )
    if SHOW:
        for one in corpus:
            found = extractive.ExtractiveSummarizer().summary(
                one.sentences, one.language, ignore
            )
            print(f"    {one.name}: {found.text}")


def summary_scores(one: Labelled, picked: Sequence[int]) -> tuple[float, float, float]:
    text = " ".join(one.sentences[at].text for at in picked)
    hit = len(one.gold & set(picked)) / max(len(picked), 1)
    return rouge(text, one.summary, 1), rouge(text, one.summary, 2), hit


def rouge(text: str, reference: str, length: int) -> float:
    """The F1 of the n-grams that both have."""
    ours_, theirs = (_grams(each, length) for each in (text, reference))
    common = sum((ours_ & theirs).values())
    return 2 * common / max(sum(ours_.values()) + sum(theirs.values()), 1)


def _grams(text: str, length: int) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return Counter(zip(*(words[at:] for at in range(length)), strict=False))


# Cost


def long_talk(count: int) -> list[Sentence]:
    """Prose of Python's own manual, spoken by three in turn."""
    whole = " ".join(topics.topics.values()).split()
    prose = [word for word in whole if any(sign.isalpha() for sign in word)]
    texts = (prose * (count // len(prose) + 1))[:count]
    words, now = [], 0.0
    for at, text in enumerate(texts):
        speaker = f"S{at // 50 % 3 + 1}"
        words.append(Word(text, round(now, 3), round(now + WORD, 3), 0.9, speaker))
        now += WORD
    segment = Segment(" ".join(texts), 0.0, now, tuple(words))
    return build_sentences([segment], language="en")


def measure_cost(words: int, hours: int) -> None:
    sentences = long_talk(words)
    process = psutil.Process()
    before, times = process.memory_info().rss, [time.perf_counter()]
    peak = before

    def beat(share: float) -> None:
        nonlocal peak
        peak = max(peak, process.memory_info().rss)
        times.append(time.perf_counter())

    analyse(
        sentences,
        language="en",
        wanted=Feature,
        analysers=Analysers(AnalysisConfig(), RecognizedEntities()),
        names={},
        on_progress=beat,
    )
    silent = max(b - a for a, b in itertools.pairwise(times))
    print(
        f"  {hours:2d} h, {words} words, {len(sentences)} sentences: "
        f"{times[-1] - times[0]:.1f} s, {(peak - before) / 2**20:.0f} MiB more at most, "
        f"progress every {silent:.2f} s or oftener"
    )


def main() -> None:
    for file in ("sentiment.tsv", "sentiment_heldout.tsv"):
        measure_sentiment(file)
    for folder in ("transcripts", "heldout"):
        measure_highlights(folder)
        measure_summaries(folder)
    print("all four on a long talk, libraries loaded first")
    measure_cost(2_000, 0)
    measure_cost(18_000, 2)
    measure_cost(90_000, 10)


if __name__ == "__main__":
    main()
