"""A tiny Whisper with random weights, converted to CTranslate2 as real ones are.

It writes nonsense, but WhisperX loads and drives it unmodified. CTranslate2 calls a
model multilingual when its vocabulary holds the empty token, as Whisper's own does.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

VOCABULARY = 2_100
TASKS = ("translate", "transcribe", "startoflm", "startofprev", "nospeech")


def build(directory: Path, *, multilingual: bool) -> Path:
    os.environ["HF_HUB_OFFLINE"] = "1"
    import torch
    from ctranslate2.converters import TransformersConverter
    from transformers import PreTrainedTokenizerFast, WhisperForConditionalGeneration

    source = directory / "transformers"
    tokenizer = _tokenizer("" if multilingual else "plain")
    torch.manual_seed(0)
    model = WhisperForConditionalGeneration(_config(tokenizer))
    model.save_pretrained(source)
    end = "<|endoftext|>"
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, eos_token=end, bos_token=end, unk_token=end
    ).save_pretrained(source)
    target = directory / ("multilingual" if multilingual else "english")
    converter = TransformersConverter(str(source), copy_files=["tokenizer.json"])
    converter.convert(str(target))
    _complete(target / "config.json", tokenizer)
    return target


def _complete(config: Path, tokenizer) -> None:
    """Fill in what the converter knows of published models only."""
    settings = json.loads(config.read_text())
    settings["lang_ids"] = [tokenizer.token_to_id(one) for one in _language_tokens()]
    first_special = tokenizer.token_to_id("<|startoftranscript|>")
    settings["suppress_ids"] = list(range(first_special, tokenizer.get_vocab_size()))
    config.write_text(json.dumps(settings))


def _language_tokens() -> list[str]:
    from transcriptions.languages import WHISPER_LANGUAGES

    return [f"<|{code}|>" for code in sorted(WHISPER_LANGUAGES)]


def _tokenizer(odd_token: str):
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

    special = ["<|endoftext|>", "<|startoftranscript|>", *_language_tokens()]
    special += [f"<|{task}|>" for task in TASKS] + ["<|notimestamps|>"]
    special += [f"<|{step * 0.02:.2f}|>" for step in range(1501)]
    texts = [odd_token, *sorted(pre_tokenizers.ByteLevel.alphabet())]
    fillers = VOCABULARY - len(special) - len(texts)
    texts += [f"\u0120w{number}" for number in range(fillers)]
    tokenizer = Tokenizer(models.BPE({text: at for at, text in enumerate(texts)}, []))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(
        [AddedToken(token, special=True, normalized=False) for token in special]
    )
    return tokenizer


def _config(tokenizer):
    from transformers import WhisperConfig

    end = tokenizer.token_to_id("<|endoftext|>")
    return WhisperConfig(
        vocab_size=tokenizer.get_vocab_size(),
        d_model=16,
        encoder_layers=1,
        decoder_layers=1,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        encoder_ffn_dim=32,
        decoder_ffn_dim=32,
        decoder_start_token_id=tokenizer.token_to_id("<|startoftranscript|>"),
        bos_token_id=end,
        eos_token_id=end,
        pad_token_id=end,
        suppress_tokens=[],
        begin_suppress_tokens=[end],
        init_std=0.08,
    )
