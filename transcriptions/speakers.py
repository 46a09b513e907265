"""Which speaker said each word, and what each of them said.

Pure rules between a diarizer's turns and the words of the engines. Every word keeps its
place; one that nobody was heard to say has the speaker None.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, pairwise

from transcriptions.sentence_text import has_terminal, join_words
from transcriptions.transcript import (
    PAUSE,
    Segment,
    Sentence,
    SpeakerTurn,
    Word,
    mean_confidence,
    timed_words,
)

REACH = 0.5  # seconds from a turn that a word may lie and still belong to it
NEAR = 0.3  # seconds that the times of words and turns may be wrong by
FEW = 2  # words that may have strayed from the speaker of their sentence
SURE_SHARE = 0.8  # of a word that lies in its speaker's turns, if surely theirs


@dataclass(frozen=True, slots=True)
class Utterance:
    """Consecutive words of one speaker; None where nobody was heard to speak."""

    speaker: str | None
    text: str
    start: float
    end: float
    confidence: float | None


@dataclass(frozen=True, slots=True)
class SpeakerTalk:
    """How long a speaker talked, in seconds, short pauses included, in how many words."""

    speaker: str
    name: str | None
    talk_seconds: float
    words: int


def shown_name(label: str, name: str) -> str:
    """What a speaker is called to readers: by name, else by number."""
    return name or f"Speaker {label.removeprefix('S')}"


def assigned(
    segments: Sequence[Segment], turns: Sequence[SpeakerTurn]
) -> list[Segment]:
    """Give every word its speaker: S1, S2 … by first appearance in the words, or None.

    A word belongs to who speaks longest during it, or nearest to it. One or two words
    whose times are uncertain follow their sentence. A segment without words gets some,
    with a share of its time each, all of one speaker.
    """
    heard = _Turns(turns)
    worded = [replace(one, words=timed_words(one)) for one in segments]
    words = [word for segment in worded for word in segment.words]
    speakers = [heard.speaker(word) for word in words]
    for begin, end in _phrases(words):
        speakers[begin:end] = _smoothed(words[begin:end], speakers[begin:end], heard)
    speakers = _of_untimed(segments, worded, speakers, heard)
    labels = _labels(speakers)
    spoken = iter(
        [replace(w, speaker=labels[s]) for w, s in zip(words, speakers, strict=True)]
    )
    return [
        replace(segment, words=tuple(next(spoken) for _ in segment.words))
        for segment in worded
    ]


def utterances(sentences: Sequence[Sentence]) -> list[Utterance]:
    """Join the consecutive words of each speaker, across sentences."""
    words = (word for sentence in sentences for word in timed_words(sentence))
    return [
        _utterance(speaker, list(run))
        for speaker, run in groupby(words, key=lambda word: word.speaker)
    ]


def talk(sentences: Sequence[Sentence]) -> list[SpeakerTalk]:
    """Say how much each speaker talked, S1 first; words of nobody do not count."""
    seconds: defaultdict[str, float] = defaultdict(float)
    counts: Counter[str] = Counter()
    words = (word for sentence in sentences for word in timed_words(sentence))
    for speaker, run in groupby(words, key=lambda word: word.speaker):
        if speaker is not None:
            said = list(run)
            seconds[speaker] += _talk_seconds(said)
            counts[speaker] += len(said)
    return [
        SpeakerTalk(speaker, None, round(seconds[speaker], 3), counts[speaker])
        for speaker in sorted(counts, key=lambda label: (len(label), label))
    ]


class _Turns:
    """The turns, to be asked who speaks when."""

    def __init__(self, turns: Sequence[SpeakerTurn]) -> None:
        self._turns = sorted(turns, key=lambda turn: (turn.start, turn.end))
        self._starts = [turn.start for turn in self._turns]
        self._latest_ends = list(accumulate((turn.end for turn in self._turns), max))

    def speaker(self, word: Word) -> str | None:
        """Who speaks longest during the word; else who speaks nearest to it."""
        within = self.seconds(word.start, word.end)
        if within:
            return max(within, key=lambda speaker: within[speaker])
        close = self._near(word.start, word.end, REACH)
        distances = ((_distance(turn, word), turn) for turn in close)
        nearest = min(distances, key=lambda pair: pair[0], default=None)
        return nearest[1].speaker if nearest else None

    def seconds(self, start: float, end: float) -> dict[str, float]:
        """How long each speaker speaks between two times."""
        within: defaultdict[str, float] = defaultdict(float)
        for turn in self._near(start, end, 0.0):
            common = min(turn.end, end) - max(turn.start, start)
            if common > 0:
                within[turn.speaker] += common
        return within

    def surely(self, word: Word, rival: str | None) -> bool:
        """Whether only the word's speaker, not its rival, can have said it."""
        length = word.end - word.start
        own = self.seconds(word.start, word.end).get(self.speaker(word) or "", 0.0)
        near = self._near(word.middle, word.middle, NEAR)
        return (
            length > 0
            and own >= SURE_SHARE * length
            and all(turn.speaker != rival for turn in near)
        )

    def _near(self, start: float, end: float, reach: float) -> Iterator[SpeakerTurn]:
        at = bisect_left(self._latest_ends, start - reach)
        while at < len(self._turns) and self._starts[at] <= end + reach:
            if self._turns[at].end >= start - reach:
                yield self._turns[at]
            at += 1


def _distance(turn: SpeakerTurn, word: Word) -> float:
    return max(turn.start - word.end, word.start - turn.end, 0.0)


def _phrases(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Where full stops and pauses cut the words, by index."""
    cuts = (
        at
        for at, (word, following) in enumerate(pairwise(words), start=1)
        if has_terminal(word.text) or following.start - word.end >= PAUSE
    )
    return pairwise([0, *cuts, len(words)])


def _smoothed(
    words: Sequence[Word], speakers: Sequence[str | None], heard: _Turns
) -> list[str | None]:
    """Let stray words follow the speaker of most words of the phrase, if there is one."""
    chief, count = Counter(speakers).most_common(1)[0] if speakers else (None, 0)
    if chief is None or count <= len(speakers) / 2:
        return list(speakers)
    smooth: list[str | None] = []
    for speaker, run in groupby(zip(words, speakers, strict=True), key=lambda p: p[1]):
        said = [word for word, _ in run]
        stays = len(said) > FEW or any(heard.surely(word, chief) for word in said)
        smooth += [speaker if stays else chief] * len(said)
    return smooth


def _of_untimed(
    segments: Sequence[Segment],
    worded: Sequence[Segment],
    speakers: Sequence[str | None],
    heard: _Turns,
) -> list[str | None]:
    """Words with invented times all have the speaker of their whole segment."""
    settled = list(speakers)
    at = 0
    for segment, filled in zip(segments, worded, strict=True):
        if not segment.words:
            whole = Word(segment.text, segment.start, segment.end, None)
            count = len(filled.words)
            settled[at : at + count] = [heard.speaker(whole)] * count
        at += len(filled.words)
    return settled


def _labels(speakers: Iterable[str | None]) -> dict[str | None, str | None]:
    labels: dict[str | None, str | None] = {None: None}
    for speaker in speakers:
        labels.setdefault(speaker, f"S{len(labels)}")
    return labels


def _utterance(speaker: str | None, words: Sequence[Word]) -> Utterance:
    return Utterance(
        speaker=speaker,
        text=join_words(word.text for word in words),
        start=words[0].start,
        end=max(word.end for word in words),
        confidence=mean_confidence(words),
    )


def _talk_seconds(words: Sequence[Word]) -> float:
    """The time that the words cover, with the pauses in between but for long ones."""
    total, until = 0.0, words[0].start
    for word in words:
        begin = until if word.start - until < PAUSE else word.start
        total += max(word.end - begin, 0.0)
        until = max(until, word.end)
    return total
