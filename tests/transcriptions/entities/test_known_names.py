"""Names that are known later, and by others without being told."""

from __future__ import annotations

from transcriptions.entities.known_names import KnownNames

KEY = b"a key"


def test_what_was_added_is_known():
    names = KnownNames()

    names.add({"anna", "schmidt"})

    assert "anna" in names
    assert "otto" not in names


def test_another_of_the_same_key_knows_them_by_their_digests():
    names, another = KnownNames(KEY), KnownNames(KEY)
    names.add({"anna"})

    another.recall(names.new_digests())

    assert "anna" in another
    assert "otto" not in another


def test_digests_of_another_key_say_nothing():
    names, stranger, keyless = KnownNames(KEY), KnownNames(b"other"), KnownNames()
    names.add({"anna"})
    digests = names.new_digests()

    stranger.recall(digests)
    keyless.recall(digests)

    assert "anna" not in stranger
    assert "anna" not in keyless
    assert names.key_check == KnownNames(KEY).key_check
    assert len({one.key_check for one in (names, stranger, keyless, KnownNames())}) == 4


def test_each_name_is_told_once():
    names = KnownNames(KEY)
    names.add({"anna"})
    assert len(names.new_digests()) == 1

    names.add({"anna", "otto"})

    [digest] = names.new_digests()
    assert "otto" not in digest
    assert names.new_digests() == ()
