from __future__ import annotations

import json
import shutil

import pytest

from tests.transcriptions.analysis.saying import ignore, said
from tests.transcriptions.analysis.tiny_models import TAUGHT, save_classifier
from transcriptions.analysis.base import AnalyserUnavailable, LanguageNotSupported
from transcriptions.analysis.outside_models import SentimentModel
from transcriptions.analysis.transformers_sentiment import TransformersSentiment

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
LABELS = ["negative", "neutral", "positive"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return save_classifier(tmp_path_factory.mktemp("models") / "tiny", LABELS)


@pytest.fixture(scope="module")
def analyser(folder):
    return TransformersSentiment(SentimentModel(str(folder), device="cpu"))


@pytest.fixture
def other(folder, tmp_path):
    """A copy, to be spoilt."""
    return shutil.copytree(folder, tmp_path / "copy")


def labels_of(found):
    return [one.label for one in found]


def test_it_says_what_it_was_taught(analyser):
    found = analyser.sentiments(said(*TAUGHT), "en", ignore)

    assert labels_of(found) == [LABELS[at].upper() for at in TAUGHT.values()]
    assert all(0.5 < one.confidence <= 1.0 for one in found)


def test_the_result_names_the_model_without_the_servers_folders(analyser):
    assert analyser.info.name == "transformers"
    assert analyser.info.model == "tiny"
    assert analyser.info.version


def test_sentences_keep_their_order_over_many_batches(analyser):
    texts = [
        "we hate the place",
        "it was the new food and " * 3,
        "we love the food",
    ] * 30

    found = analyser.sentiments(said(*texts), "de", ignore)

    assert labels_of(found)[::3] == ["NEGATIVE"] * 30
    assert labels_of(found)[2::3] == ["POSITIVE"] * 30


def test_a_sentence_longer_than_the_model_takes_is_cut(analyser):
    [one] = analyser.sentiments(said("we love the food " * 500), "en", ignore)

    assert one.label == "POSITIVE"


def test_what_is_redacted_is_not_read(analyser):
    alone, [one] = (
        analyser.sentiments(said(text), "en", ignore)
        for text in ("[PERSON_NAME] ####.", "we love [PERSON_NAME] the food")
    )

    assert (alone[0].label, alone[0].confidence) == ("NEUTRAL", 0.0)
    assert one == analyser.sentiments(said("we love the food"), "en", ignore)[0]


def test_progress_is_told_and_can_stop_the_work(analyser):
    shares = []
    analyser.sentiments(said(*["we love the food"] * 40), "en", shares.append)
    assert shares == sorted(shares)
    assert len(shares) >= 4
    assert shares[-1] == 1.0

    class Cancelled(Exception):
        pass

    def stop(share):
        raise Cancelled

    with pytest.raises(Cancelled):
        analyser.sentiments(said("we love the food"), "en", stop)


def test_it_serves_the_languages_that_are_said_to_be_known(folder):
    options = SentimentModel(str(folder), frozenset({"de", "fr"}), device="cpu")
    analyser = TransformersSentiment(options)

    assert analyser.sentiments(said("we love"), "de", ignore)
    with pytest.raises(LanguageNotSupported):
        analyser.sentiments(said("we love"), "en", ignore)


def test_no_sentences_have_no_sentiment(analyser):
    assert analyser.sentiments([], "en", ignore) == []


def test_a_model_in_the_cache_of_the_hub_is_found_offline(folder, tmp_path):
    repository = tmp_path / "models--owner--tiny"
    (repository / "refs").mkdir(parents=True)
    (repository / "refs" / "main").write_text("abc")
    shutil.copytree(folder, repository / "snapshots" / "abc")

    options = SentimentModel("owner/tiny", device="cpu", root=tmp_path, offline=True)
    analyser = TransformersSentiment(options)

    assert analyser.info.model == "owner/tiny"
    assert labels_of(analyser.sentiments(said("we love the food"), "en", ignore)) == [
        "POSITIVE"
    ]


def test_a_model_that_is_nowhere_is_refused_with_the_reason(tmp_path):
    with pytest.raises(
        AnalyserUnavailable, match=r"not a directory with a config\.json"
    ):
        TransformersSentiment(SentimentModel(str(tmp_path / "none"), device="cpu"))

    options = SentimentModel("owner/none", device="cpu", root=tmp_path, offline=True)
    with pytest.raises(AnalyserUnavailable, match="downloads are switched off"):
        TransformersSentiment(options)


def test_a_broken_model_is_refused(other):
    (other / "model.safetensors").write_bytes(b"not weights")

    with pytest.raises(AnalyserUnavailable, match="does not load"):
        TransformersSentiment(SentimentModel(str(other), device="cpu"))


def test_a_model_that_was_never_trained_to_classify_is_refused(tmp_path):
    from transformers import BertConfig, BertModel, BertTokenizerFast

    (tmp_path / "vocab.txt").write_text("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nwe")
    BertTokenizerFast(str(tmp_path / "vocab.txt")).save_pretrained(tmp_path)
    size = {"hidden_size": 8, "num_attention_heads": 1, "num_hidden_layers": 1}
    BertModel(BertConfig(vocab_size=6, **size)).save_pretrained(tmp_path)

    with pytest.raises(AnalyserUnavailable, match="not trained to classify"):
        TransformersSentiment(SentimentModel(str(tmp_path), device="cpu"))


def test_a_model_with_labels_of_another_kind_is_refused(other):
    config = json.loads((other / "config.json").read_text())
    config["id2label"] = {"0": "joy", "1": "anger", "2": "fear"}
    (other / "config.json").write_text(json.dumps(config))

    with pytest.raises(AnalyserUnavailable, match="joy, anger, fear"):
        TransformersSentiment(SentimentModel(str(other), device="cpu"))
