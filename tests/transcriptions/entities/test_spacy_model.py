"""A tiny pipeline is trained here: no model can be fetched, and the real loading is tested."""

from __future__ import annotations

import random

import pytest

from transcriptions.entities.reading import Reading
from transcriptions.entities.recognition import recognize
from transcriptions.entities.registry import recognizers
from transcriptions.entities.spacy_model import (
    SpacyModelUnavailable,
    load_spacy_recognizer,
)

PEOPLE = [
    "Zorblax Quint",
    "Mirabo Tench",
    "Ondrew Falk",
    "Pilgara Voss",
    "Tiberon Hask",
]
PLACES = ["Vandoria", "Eskmouth", "Quarleth", "Brandholm", "Tolvara", "Nimbria"]


def training_data():
    for person in PEOPLE:
        for place in PLACES:
            text = f"Yesterday {person} spoke of {place} by train."
            at, to = text.index(person), text.index(place)
            ents = [(at, at + len(person), "PERSON"), (to, to + len(place), "GPE")]
            yield text, {"entities": [*ents, (0, 9, "ORDINAL")]}


@pytest.fixture(scope="session")
def pipeline_folder(tmp_path_factory):
    import spacy
    from spacy.training import Example

    random.seed(7)
    spacy.util.fix_random_seed(7)
    nlp = spacy.blank("en")
    nlp.add_pipe("ner")
    data = list(training_data())
    examples = [Example.from_dict(nlp.make_doc(text), marks) for text, marks in data]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(10):
        random.shuffle(examples)
        for batch in spacy.util.minibatch(examples, size=6):
            nlp.update(batch, sgd=optimizer)
    nlp.meta["version"] = "0.7.1"
    folder = tmp_path_factory.mktemp("pipeline")
    nlp.to_disk(folder)
    return str(folder)


def test_a_trained_pipeline_finds_its_people_and_places(pipeline_folder):
    words = [
        "Yesterday",
        "Mirabo",
        "Tench",
        "spoke",
        "of",
        "Quarleth",
        "by",
        "train.",
    ]
    found = load_spacy_recognizer(pipeline_folder).find(Reading(words, "en"))
    assert {(one.type, one.first, one.end) for one in found} == {
        ("person_name", 1, 3),
        ("location", 5, 6),
    }


def test_its_types_language_and_version_are_told(pipeline_folder):
    recognizer = load_spacy_recognizer(pipeline_folder)
    assert recognizer.types == {"person_name", "location"}  # ORDINAL is none of ours
    assert recognizer.languages == {"en"}
    assert recognizer.info.version == "0.7.1"
    assert recognizer.info.name == pipeline_folder


def test_it_adds_to_the_lists_and_is_loaded_once(pipeline_folder):
    both = recognizers(pipeline_folder)
    assert both == recognizers(pipeline_folder)
    assert set(recognizers()) < set(both)
    words = [
        "Yesterday",
        "Pilgara",
        "Voss",
        "spoke",
        "of",
        "Vandoria",
        "by",
        "train.",
    ]
    found = recognize(words, "en", {"location"}, both)
    assert [(one.first, one.end) for one in found] == [(5, 6)]
    assert recognize(words, "en", {"location"}) == []


def test_empty_words_have_no_entities(pipeline_folder):
    assert list(load_spacy_recognizer(pipeline_folder).find(Reading([], "en"))) == []


def test_a_pipeline_that_is_not_there_is_said_with_its_name():
    with pytest.raises(
        SpacyModelUnavailable, match=r"'no_such_pipeline' can't be loaded.*folder"
    ):
        recognizers("no_such_pipeline")


def test_a_pipeline_without_named_entities_is_said(tmp_path):
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path / "plain")
    with pytest.raises(SpacyModelUnavailable, match=r"no component 'ner'.*sentencizer"):
        load_spacy_recognizer(str(tmp_path / "plain"))


def test_a_pipeline_with_other_labels_is_said(tmp_path):
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("ner").add_label("GADGET")
    nlp.initialize()
    nlp.to_disk(tmp_path / "gadgets")
    with pytest.raises(SpacyModelUnavailable, match="none of the labels"):
        load_spacy_recognizer(str(tmp_path / "gadgets"))
