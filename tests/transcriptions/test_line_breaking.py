from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from transcriptions.line_breaking import Piece, balanced_lines, is_spaced


def pieces(text, cost=2.0):
    return [Piece(word, at > 0, cost) for at, word in enumerate(text.split())]


def greedy(words, width):
    lines = 1
    at = len(words[0])
    for word in words[1:]:
        if at + 1 + len(word) <= width:
            at += 1 + len(word)
        else:
            lines, at = lines + 1, len(word)
    return lines


@given(st.lists(st.integers(1, 30), min_size=1, max_size=12), st.integers(20, 60))
def test_there_are_no_more_lines_than_needed_and_no_word_is_lost(lengths, width):
    words = ["x" * length for length in lengths]

    lines = balanced_lines(pieces(" ".join(words)), width)

    assert " ".join(lines).split() == words
    assert len(lines) == greedy(words, width)
    assert all(len(line) <= width or " " not in line for line in lines)


def test_of_two_even_divisions_the_cheaper_break_is_taken():
    words = [
        Piece("aaaa,", False, 0.6),
        Piece("bbb", True, 2.0),
        Piece("cccc", True, 0),
    ]

    assert balanced_lines(words, 10) == ("aaaa,", "bbb cccc")


def test_only_chinese_and_japanese_are_joined_without_space():
    assert is_spaced("a", "b")
    assert not is_spaced("日", "本")
    assert not is_spaced("", "b")
