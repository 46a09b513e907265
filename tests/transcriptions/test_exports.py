"""The files that people take away: correct for every player, and readable."""

from __future__ import annotations

import html
import itertools
import json
import re
import time

import pysrt
import pytest
import webvtt
from hypothesis import given

from tests.transcriptions.random_transcripts import LAYOUTS, NAMES, transcripts
from transcriptions import exports
from transcriptions.captions import build_cues
from transcriptions.cue_cutting import Layout
from transcriptions.sentence_text import split_words
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


def clock(time: str) -> int:
    return ms(re.fullmatch(TIME, time).groups())


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


@given(transcripts(), LAYOUTS)
def test_a_subrip_parser_reads_back_what_was_written(sentences, layout):
    cues = build_cues(sentences, layout)

    read = pysrt.from_string(exports.srt(sentences, layout))

    assert [(c.start.ordinal, c.end.ordinal) for c in read] == [
        (cue.start, cue.end) for cue in cues
    ]
    assert [c.text for c in read] == [
        re.sub("-{2,}>", "->", "\n".join(cue.lines)) for cue in cues
    ]


@given(transcripts(), LAYOUTS, NAMES)
def test_a_webvtt_parser_reads_back_what_was_written(sentences, layout, names):
    cues = build_cues(sentences, layout)

    read = webvtt.from_string(exports.vtt(sentences, layout, names)).captions

    assert [(clock(c.start), clock(c.end)) for c in read] == [
        (cue.start, cue.end) for cue in cues
    ]
    assert [html.unescape(c.text) for c in read] == ["\n".join(c.lines) for c in cues]
    assert [html.unescape(c.voice or "") for c in read] == [
        " ".join(names.get(c.speaker, "").split()) or c.speaker or "" for c in cues
    ]


def test_speakers_are_labelled_in_the_manner_of_each_format():
    sentences = [
        Sentence("Hi.", 0.0, 1.0, (), None, "A"),
        Sentence("Hello.", 2.0, 3.0, (), None, "B"),
        Sentence("(noise)", 4.0, 5.0, (), None, None),
    ]
    names = {"A": "Ann & Co"}

    assert "\nAnn & Co: Hi.\n" in exports.srt(sentences, None, names)
    assert "\nB: Hello.\n" in exports.srt(sentences, None, names)
    assert "\n(noise)\n" in exports.srt(sentences, None, names)
    assert "\n<v Ann &amp; Co>Hi.\n" in exports.vtt(sentences, None, names)
    assert "Ann" not in exports.srt(sentences) + exports.vtt(sentences)


def test_subtitles_as_plain_text_are_the_captions_without_their_times():
    sentences = [spoken("One two three four five."), spoken("Six.", 9.0)]

    text = exports.subtitles("txt", sentences, Layout(max_chars_per_line=20), None)

    assert text == "One two three\nfour five.\n\nSix.\n"


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

    begun = time.process_time()
    write(sentences)

    assert time.process_time() - begun < 5
