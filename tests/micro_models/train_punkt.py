"""Makes NLTK's sentence tokenizer: `python -m tests.micro_models.train_punkt`.

WhisperX asks for `punkt_tab` before it aligns, and would fetch it. The published one
is trained on newspapers; this one on the sentences below, enough to know a sentence's
end from an abbreviation's.
"""

from __future__ import annotations

import nltk.data
from nltk.tokenize.punkt import PunktTrainer, save_punkt_params

from tests.micro_models import NLTK_DATA

TEXT = """
Dr. Smith arrived at 5 p.m. on Monday. He left on Friday. We agreed on the plan.
Mr. Jones did not agree. Mrs. Jones asked Dr. Smith for the report. She read it.
The meeting starts at 9 a.m. today. Please send the invoice to Mr. Brown. Thank you.
Dr. Brown called Mrs. Smith before the meeting. They agreed on the price. It is good.
Mr. Smith and Dr. Jones review the budget. Is it open? No. The project ends in May.
"""


def main() -> None:
    folder = NLTK_DATA / "tokenizers" / "punkt_tab" / "english"
    folder.mkdir(parents=True, exist_ok=True)
    nltk.data.path.append(str(NLTK_DATA))  # NLTK writes nowhere else
    trainer = PunktTrainer()
    trainer.train(TEXT, finalize=True)
    save_punkt_params(trainer.get_params(), str(folder))


if __name__ == "__main__":
    main()
