"""Transcripts as Hypothesis draws them: odd words, pauses, speakers and scripts."""

from __future__ import annotations

from hypothesis import strategies as st

from transcriptions.cue_cutting import Layout
from transcriptions.sentence_text import join_words
from transcriptions.transcript import Sentence, Word

WORD_TEXT = st.one_of(
    st.text(min_size=1, max_size=12).filter(lambda text: text.split()),
    st.sampled_from(
        ["-->", "--->", "<b>", "a&b", "hello,", "and", "the", "end.", "x" * 60]
    ),
    st.sampled_from(["日", "本。", "two words", "7", "NOTE", "WEBVTT", "{\\an8}"]),
)

LAYOUTS = st.builds(
    Layout,
    max_lines=st.integers(1, 3),
    max_chars_per_line=st.integers(20, 60),
    chars_per_caption=st.one_of(st.just(0), st.integers(1, 512)),
    language=st.sampled_from(["", "en", "xx"]),
)

#: The longest has three words; the empty one falls back to the speaker.
NAMES = st.dictionaries(
    st.sampled_from("AB"),
    st.sampled_from(
        ["Ann", "Dr. Maria-Theresia von Habsburg", "x & <y>", "", "n" * 70]
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
        timed = tuple(words) if draw(st.booleans()) else ()
        speaker = draw(st.sampled_from([None, "A", "B"]))
        text = join_words(word.text for word in words)
        sentences.append(
            Sentence(text, words[0].start, words[-1].end, timed, None, speaker)
        )
    return sentences
