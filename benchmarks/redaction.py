"""How much personal data redaction finds, and how much that is none it takes for it.

Prints recall and precision per policy, for sentences as they are written and as they are
spoken (lower case, no punctuation, no digits), with all policies asked for at once. A
span is found only if all of its words are: half a card number is a leak. The sentences
are in `redaction_corpus`; those written by hand are held out from tuning. What is said in
other languages than English counts apart.

    python benchmarks/redaction.py [--seed 20] [--form written] [--show-misses POLICY]
"""

from __future__ import annotations

import argparse
import random
import time
from collections import defaultdict
from collections.abc import Iterable

from redaction_corpus import corpus
from redaction_corpus.cases import FORMS, Case, joined
from redaction_corpus.scoring import Scores

from transcriptions.entities.recognition import recognize
from transcriptions.pii_policies import POLICIES

RECALL, PRECISION = 0.95, 0.90  # what we want
NEGATIVE = ("negative", "developed on negative", "held out negative", "unseen negative")
PARTS = {
    "all": {"generated", "developed on", "held out", "unseen", *NEGATIVE},
    "generated": {"generated", "negative"},
    "developed on": {"developed on", "developed on negative"},
    "held out": {"held out", "held out negative"},
    "unseen": {"unseen", "unseen negative"},
    "other languages": {"other languages"},  # not in "all"
}
TRANSCRIPT = "as one transcript"
WEAKEST = 8
Table = dict[tuple[str, str], Scores]  # by form and part


def measure(cases: Iterable[Case]) -> tuple[Table, dict[str, int]]:
    """The scores, and of the sentences without personal data those that it finds some in."""
    table: Table = defaultdict(Scores)
    disturbed: dict[str, int] = defaultdict(int)
    for case in cases:
        found = recognize(list(case.words), case.language, POLICIES)
        for part, groups in PARTS.items():
            if case.group in groups:
                table[case.form, part].add(case, found)
        alone = Scores()
        alone.add(case, found)
        disturbed[case.form] += case.group in NEGATIVE and bool(alone.wrong)
    return table, disturbed


def measure_transcript(cases: list[Case], form: str) -> Scores:
    """The English sentences in one long transcript: what one says touches the next."""
    english = [case for case in cases if case.form == form and case.language == "en"]
    random.Random(1).shuffle(english)
    transcript = joined(english, form, "transcript")
    scores = Scores()
    scores.add(transcript, recognize(list(transcript.words), "en", POLICIES))
    return scores


def percent(share: float | None) -> str:
    return "    -" if share is None else f"{share:5.3f}"


def columns(scores: Scores, policy: str | None = None) -> str:
    count = scores.truths.total() if policy is None else scores.truths[policy]
    shares = (
        scores.recall(policy),
        scores.precision(policy),
        scores.strict_precision(policy),
        scores.type_accuracy(policy),
    )
    return f"{count:5d}  " + "  ".join(map(percent, shares))


def print_policies(table: Table, forms: list[str]) -> None:
    heads = "    n  recall  prec. strict   type"
    print(" " * 27 + "   ".join(f"{form:35s}" for form in forms))
    print(" " * 27 + "   ".join(heads for _ in forms))
    for policy in sorted(POLICIES):
        row = "   ".join(columns(table[form, "all"], policy) for form in forms)
        print(f"{policy:26s} {row}")


def print_overall(table: Table, forms: list[str], disturbed: dict[str, int]) -> None:
    for form in forms:
        for part in (*PARTS, TRANSCRIPT):
            scores = table[form, part]
            plain = scores.plain_found / max(scores.plain_words, 1)
            print(
                f"{form:7s} {part:18s} {columns(scores)}   "
                f"other words redacted {plain:.3f}"
            )
        print(
            f"{form:7s} {'wanted':18s}        {RECALL:5.3f}  {PRECISION:5.3f}"
            f"                 sentences without personal data disturbed: {disturbed[form]}"
        )


def print_weakest(table: Table, forms: list[str]) -> None:
    for form in forms:
        scores = table[form, "all"]
        ranked = sorted(
            scores.truths, key=lambda p: scores.hidden[p] / scores.truths[p]
        )
        names = ", ".join(f"{p} {percent(scores.recall(p))}" for p in ranked[:WEAKEST])
        print(f"weakest, {form}: {names}")


def show(table: Table, forms: list[str], policy: str) -> None:
    """What of a policy was missed, or found where it is not; "all" shows every one."""
    for form in forms:
        scores = table[form, "all"]
        for name, case, span in scores.missed:
            if policy in (name, "all"):
                print(
                    f"missed {name} <{_quote(case, span)}> in: {' '.join(case.words)}"
                )
        for name, case, entity in scores.wrong:
            if policy in (name, "all"):
                print(
                    f"wrong  {name} <{_quote(case, entity)}> in: {' '.join(case.words)}"
                )


def _quote(case: Case, at) -> str:
    return " ".join(case.words[at.first : at.end])


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=corpus.SEED)
    parser.add_argument("--form", choices=FORMS)
    parser.add_argument("--show-misses", choices=sorted({*POLICIES, "all"}))
    return parser.parse_args()


def main() -> None:
    asked = arguments()
    forms = [asked.form] if asked.form else list(FORMS)
    cases = [case for case in corpus.cases(asked.seed) if case.form in forms]
    recognize(["Hello."], "en", POLICIES)  # loads what it needs
    began = time.perf_counter()
    table, disturbed = measure(cases)
    seconds = time.perf_counter() - began
    for form in forms:
        table[form, TRANSCRIPT] = measure_transcript(cases, form)
    negative = sum(case.group in NEGATIVE for case in cases)
    print(
        f"redaction, {len(cases) // len(forms)} sentences, {negative / len(cases):.0%} of "
        f"them without personal data, {' and '.join(forms)}, all policies"
    )
    print_policies(table, forms)
    print_overall(table, forms, disturbed)
    print_weakest(table, forms)
    print(f"{seconds:.1f} s, {seconds / len(cases) * 1000:.1f} ms a sentence")
    if asked.show_misses:
        show(table, forms, asked.show_misses)


if __name__ == "__main__":
    main()
