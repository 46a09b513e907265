"""The files that people take away: correct for every player, and readable."""

from __future__ import annotations

import itertools
import json
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcriptions import exports
from transcriptions.sentence_text import join_words, split_words
from transcriptions.transcript import Sentence, Word

TIME = r"(\d{2,}):([0-5]\d):([0-5]\d)[,.](\d{3})"
SRT_CUE = re.compile(
    rf"(\d+)\n{TIME.replace('[,.]', ',')} --> "
    rf"{TIME.replace('[,.]', ',')}\n((?:[^\n]+\n){{1,2}})(?:\n|\Z)"
)
VTT_CUE = re.compile(
    rf"\n{TIME.replace('[,.]', '[.]')} --> "
    rf"{TIME.replace('[,.]', '[.]')}\n((?:[^\n]+\n){{1,2}})"
)


def ms(parts: tuple[str, ...]) -> int:
    hours, minutes, seconds, thousandths = map(int, parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def parse_srt(text: str) -> list[tuple[int, int, list[str]]]:
    cues, at = [], 0
    while at < len(text):
        match = SRT_CUE.match(text, at)
        assert match, f"not SubRip: {text[at : at + 80]!r}"
        fields = match.groups()
        assert int(fields[0]) == len(cues) + 1
        cues.append((ms(fields[1:5]), ms(fields[5:9]), fields[9].splitlines()))
        at = match.end()
    return cues


def parse_vtt(text: str) -> list[tuple[int, int, list[str]]]:
    assert text.startswith("WEBVTT\n")
    cues, at = [], len("WEBVTT\n")
    while at < len(text):
        match = VTT_CUE.match(text, at)
        assert match, f"not WebVTT: {text[at : at + 80]!r}"
        fields = match.groups()
        cues.append((ms(fields[0:4]), ms(fields[4:8]), fields[8].splitlines()))
        at = match.end()
    return cues


def spoken(text: str, start: float = 0.0, pace: float = 0.35) -> Sentence:
    words, at = [], start
    for token in text.split():
        words.append(Word(token, round(at, 3), round(at + pace - 0.05, 3), 0.9))
        at += pace
    return Sentence(text, words[0].start, words[-1].end, tuple(words), 0.9)


WORD_TEXT = st.one_of(
    st.text(min_size=1, max_size=12).filter(lambda text: text.split()),
    st.sampled_from(
        ["-->", "--->", "<b>", "a&b", "hello,", "end.", "x" * 60, "日", "本"]
    ),
)


@st.composite
def transcripts(draw) -> list[Sentence]:
    sentences, at = [], draw(st.floats(0, 5))
    for texts in draw(
        st.lists(st.lists(WORD_TEXT, min_size=1, max_size=25), max_size=6)
    ):
        words = []
        for text in texts:
            end = at + draw(st.sampled_from([0.0, 0.001, 0.2, 0.5, 9.0]))
            words.append(Word(text, round(at, 3), round(end, 3), None))
            at = end + draw(st.sampled_from([0.0, 0.0, 0.1, 0.7, 3.0]))
        timed = draw(st.booleans())
        speaker = draw(st.sampled_from([None, "A", "B"]))
        text = join_words(word.text for word in words)
        sentences.append(
            Sentence(
                text,
                words[0].start,
                words[-1].end,
                tuple(words) if timed else (),
                None,
                speaker,
            )
        )
    return sentences


def letters(text: str) -> str:
    return "".join(text.split())


@given(transcripts())
def test_subtitles_are_well_formed_ordered_and_lose_nothing(sentences):
    cues = parse_vtt(exports.vtt(sentences))

    assert all(start < end for start, end, _ in cues)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(cues))
    shown = "".join(line for _, _, lines in cues for line in lines)
    for entity, character in [("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")]:
        shown = shown.replace(entity, character)
    assert letters(shown) == letters("".join(s.text for s in sentences))


@given(transcripts())
def test_no_line_is_too_long_unless_one_word_alone_is(sentences):
    words = {" ".join(w.text.split()) for s in sentences for w in s.words}
    words |= {part for s in sentences for part in split_words(s.text)}

    for _, _, lines in parse_vtt(exports.vtt(sentences)):
        for line in lines:
            plain = line.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
            assert len(plain) <= 42 or plain in words


@given(transcripts())
def test_subrip_says_the_same_at_the_same_times_and_never_fakes_a_time_line(sentences):
    subrip = parse_srt(exports.srt(sentences))
    webvtt = parse_vtt(exports.vtt(sentences))

    assert [cue[:2] for cue in subrip] == [cue[:2] for cue in webvtt]
    assert not any("-->" in line for cue in subrip + webvtt for line in cue[2])


def test_a_long_sentence_is_cut_at_its_punctuation():
    text = (
        "When in the course of human events, it becomes necessary for one people to "
        "dissolve the political bands which have connected them with another, a decent "
        "respect requires that they should declare the causes."
    )

    cues = parse_srt(exports.srt([spoken(text)]))

    assert [" ".join(lines)[-1] for _, _, lines in cues][-1] == "."
    assert "another," in " ".join(" ".join(lines) for _, _, lines in cues[:-1])
    assert any(" ".join(lines).endswith(",") for _, _, lines in cues[:-1])
    assert all(1000 <= end - start <= 7000 for start, end, _ in cues)


def test_a_short_sentence_stays_long_enough_to_be_read():
    yes = Sentence("Yes.", 3.0, 3.2, (Word("Yes.", 3.0, 3.2, 0.9),), 0.9)

    assert exports.srt([yes]) == "1\n00:00:03,000 --> 00:00:04,000\nYes.\n"


def test_a_sentence_without_words_is_spread_over_its_time():
    text = "one two three four five six seven eight nine ten " * 4
    cues = parse_srt(exports.srt([Sentence(text, 10.0, 30.0, (), None)]))

    assert cues[0][0] == 10_000
    assert cues[-1][1] == 30_000
    assert len(cues) >= 3


def test_a_cue_never_holds_two_speakers():
    a = Sentence("Hi.", 0.0, 0.4, (Word("Hi.", 0.0, 0.4, 1.0, "A"),), 1.0, "A")
    b = Sentence("Hello.", 0.5, 0.9, (Word("Hello.", 0.5, 0.9, 1.0, "B"),), 1.0, "B")

    cues = parse_srt(exports.srt([a, b]))

    assert [lines for _, _, lines in cues] == [["Hi."], ["Hello."]]


def test_a_transcript_of_nothing_is_still_a_file():
    assert exports.srt([]) == ""
    assert exports.vtt([]) == "WEBVTT\n"
    assert exports.txt([]) == ""
    assert json.loads(exports.json_document([], {}))["sentences"] == []


def test_webvtt_escapes_markup():
    cue = Sentence("<b> & </b>", 0.0, 1.0, (), None)

    assert "&lt;b&gt; &amp; &lt;/b&gt;" in exports.vtt([cue])


def test_plain_text_has_a_sentence_a_line_and_a_paragraph_after_a_long_pause():
    sentences = [spoken("One two."), spoken("Three.", 0.8), spoken("Four.", 9.0)]

    assert exports.txt(sentences) == "One two.\nThree.\n\nFour.\n"


def test_the_json_file_holds_meta_and_words():
    document = json.loads(exports.json_document([spoken("Grüß Gott.")], {"id": "x"}))

    assert document["id"] == "x"
    assert document["text"] == "Grüß Gott."
    assert document["sentences"][0]["words"][0]["text"] == "Grüß"


@pytest.mark.parametrize("write", [exports.srt, exports.vtt])
def test_ten_hours_of_speech_are_written_in_seconds(write):
    sentences = [
        spoken("a word and another word here. " * 2, n * 4.2) for n in range(3000)
    ]

    begun = time.perf_counter()
    write(sentences)

    assert time.perf_counter() - begun < 5
