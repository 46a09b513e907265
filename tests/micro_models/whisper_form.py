"""The micro Whisper's tokenizer, size and files, as WhisperX wants to load them."""

from __future__ import annotations

import json
from pathlib import Path

from ctranslate2.converters import TransformersConverter
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers
from transformers import (
    PreTrainedTokenizerFast,
    WhisperConfig,
    WhisperForConditionalGeneration,
)

from tests.micro_models.clips import VOCABULARY
from tests.micro_models.whisper_start import calm, look_nearby, point_onwards
from transcriptions.languages import WHISPER_LANGUAGES

START, END = "<|startoftranscript|>", "<|endoftext|>"
NO_TIMESTAMPS = "<|notimestamps|>"
LANGUAGES = [f"<|{code}|>" for code in sorted(WHISPER_LANGUAGES)]
TASKS = ("translate", "transcribe", "startoflm", "startofprev", "nospeech")


def build_tokenizer() -> Tokenizer:
    """Return a byte-level tokenizer to which each word of the vocabulary is one token.

    Without the empty token CTranslate2 takes the model for an English-only one, whose
    prompt is START, NO_TIMESTAMPS.
    """
    special = [END, START, *LANGUAGES, *(f"<|{task}|>" for task in TASKS)]
    special += [NO_TIMESTAMPS, *(f"<|{step * 0.02:.2f}|>" for step in range(1501))]
    texts = sorted(pre_tokenizers.ByteLevel.alphabet())
    texts += ["\u0120" + word for word in VOCABULARY if len(word) > 0]
    vocabulary = {text: at for at, text in enumerate(texts)}
    tokenizer = Tokenizer(models.BPE(vocabulary, [], ignore_merges=True))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(
        [AddedToken(token, special=True, normalized=False) for token in special]
    )
    return tokenizer


def build_model(tokenizer: Tokenizer) -> WhisperForConditionalGeneration:
    """Return the untrained model; the usual `init_std` is too small at this width."""
    end = tokenizer.token_to_id(END)
    config = WhisperConfig(
        vocab_size=tokenizer.get_vocab_size(),
        d_model=128,
        encoder_layers=3,
        decoder_layers=4,
        encoder_attention_heads=4,
        decoder_attention_heads=4,
        encoder_ffn_dim=512,
        decoder_ffn_dim=512,
        decoder_start_token_id=tokenizer.token_to_id(START),
        bos_token_id=end,
        eos_token_id=end,
        pad_token_id=end,
        suppress_tokens=[],
        begin_suppress_tokens=[],
        init_std=0.08,
        dropout=0.0,
        attn_implementation="eager",
    )
    model = WhisperForConditionalGeneration(config)
    calm(model)
    look_nearby(model)
    point_onwards(model)
    return model


def export(
    model: WhisperForConditionalGeneration, tokenizer: Tokenizer, folder: Path
) -> None:
    """Write the model and its tokenizer in Hugging Face's form."""
    folder.mkdir(parents=True, exist_ok=True)
    model.save_pretrained(folder)
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, eos_token=END, bos_token=END, unk_token=END
    ).save_pretrained(folder)


def convert(folder: Path, target: Path, *, quantization: str | None) -> None:
    """Write `folder`'s model into `target` as CTranslate2 reads it."""
    converter = TransformersConverter(str(folder), copy_files=["tokenizer.json"])
    converter.convert(str(target), quantization=quantization, force=True)
    _complete(target / "config.json", build_tokenizer())


def _complete(path: Path, tokenizer: Tokenizer) -> None:
    """Fill in what the converter knows of published models only."""
    settings = json.loads(path.read_text())
    settings["lang_ids"] = [tokenizer.token_to_id(one) for one in LANGUAGES]
    first = tokenizer.token_to_id(START)
    settings["suppress_ids"] = list(range(first, tokenizer.get_vocab_size()))
    path.write_text(json.dumps(settings))
