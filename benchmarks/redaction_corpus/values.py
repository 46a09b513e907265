"""A generated value, as it is written and said, and how speakers break it up."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

FILLERS = ["um", "uh", "er", "let me see", "sorry", "hang on", "and then"]
INTERJECTIONS = [
    "Okay.", "Uh-huh.", "Mm-hmm.", "Got it.", "Yes.", "Go on.", "Right.", "Go ahead.",
    "Yep.", "All right.", "Sure.", "And then?",
]  # fmt: skip


@dataclass(frozen=True)
class Value:
    """`spoken` in the parts that a speaker may pause between.

    `parts` is the written form for such a pause; without them nobody interrupts it.
    """

    written: str
    spoken: tuple[str, ...]
    parts: tuple[str, ...] = ()

    def marked(self, policy: str) -> str:
        return f"[{policy}|{self.written}|{' '.join(self.spoken)}]"

    def hesitant(self, policy: str, pick: Random) -> str:
        """With one filler inside where it is spoken."""
        if len(self.spoken) < 2:
            return self.marked(policy)
        at = pick.randrange(1, len(self.spoken))
        said = [*self.spoken[:at], f"<{pick.choice(FILLERS)}>", *self.spoken[at:]]
        return f"[{policy}|{self.written}|{' '.join(said)}]"

    def interrupted(self, policy: str, pick: Random) -> str:
        """Over two sentences, mostly with what the other speaker says between."""
        if len(self.parts) != len(self.spoken) or len(self.parts) < 2:
            return self.hesitant(policy, pick)
        at = pick.randrange(1, len(self.parts))
        between = pick.choice([*INTERJECTIONS, ""])
        said = _heard(between)
        written = _broken(self.parts, at, between, stop=".")
        return f"[{policy}|{written}|{_broken(self.spoken, at, said, stop='')}]"

    def dictated(self, policy: str, pick: Random) -> str:
        """Part by part, the other speaker saying something after each."""
        if len(self.parts) != len(self.spoken) or len(self.parts) < 2:
            return self.hesitant(policy, pick)
        between = [pick.choice(INTERJECTIONS) for _ in self.parts[1:]]
        written, spoken = self.parts[0], self.spoken[0]
        for said, part, heard in zip(
            between, self.parts[1:], self.spoken[1:], strict=True
        ):
            written += f". <{said}> {part}"
            spoken += f" <{_heard(said)}> {heard}"
        return f"[{policy}|{written}|{spoken}]"


def _heard(between: str) -> str:
    return between.lower().replace("-", " ").strip(".?")


def _broken(parts: tuple[str, ...], at: int, between: str, *, stop: str) -> str:
    held = [f"<{between}>"] if between else []
    return " ".join([" ".join(parts[:at]) + stop, *held, " ".join(parts[at:])])


def grouped(
    parts: list[str] | tuple[str, ...], spoken: tuple[str, ...], joint: str
) -> Value:
    """A number in groups, written with `joint` between them."""
    return Value(joint.join(parts), spoken, tuple(parts))


def word(text: str) -> Value:
    """A value that is said as it is written."""
    from .cases import plain

    return Value(text, (" ".join(plain(text).split()),))
