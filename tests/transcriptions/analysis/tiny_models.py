"""Small models that learn a handful of sentences by heart, in a second."""

from __future__ import annotations

from pathlib import Path

WORDS = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "[MASK]",
    "we",
    "love",
    "hate",
    "the",
    "new",
    "old",
    "food",
    "place",
    "it",
    "was",
]
TAUGHT = {
    "we love the new place": 2,
    "we love the food": 2,
    "it was the old place": 1,
    "it was the new food": 1,
    "we hate the old food": 0,
    "we hate the place": 0,
}


def save_classifier(folder: Path, labels: list[str], *, positions: int = 32) -> Path:
    """Train a BERT on TAUGHT, whose numbers are places in three `labels`; save it."""
    import torch
    from transformers import (
        BertConfig,
        BertForSequenceClassification,
        BertTokenizerFast,
    )

    folder.mkdir(parents=True)
    (folder / "vocab.txt").write_text("\n".join(WORDS))
    tokenizer = BertTokenizerFast(str(folder / "vocab.txt"), model_max_length=10**30)
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=positions,
        initializer_range=0.1,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        id2label=dict(enumerate(labels)),
        label2id={label: at for at, label in enumerate(labels)},
    )
    model = BertForSequenceClassification(config)
    kept = {text: at for text, at in TAUGHT.items() if at < len(labels)}
    batch = tokenizer(list(kept), padding=True, return_tensors="pt")
    truth = torch.tensor(list(kept.values()))
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # more would wait for each other on a busy machine
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(40):
        optimizer.zero_grad()
        model(**batch, labels=truth).loss.backward()
        optimizer.step()
    torch.set_num_threads(threads)
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder
