"""A vocabulary in a form: one term a line."""

from __future__ import annotations

from typing import Any

from django import forms

from organizations import vocabulary


class VocabularyField(forms.CharField):
    """Its value is the list of terms, cleaned."""

    widget = forms.Textarea(attrs={"rows": 8})
    default_help = (
        "Names and terms that are often said, one a line, for the engines that can use "
        f"them: at most {vocabulary.MAX_TERMS}, of {vocabulary.MAX_TERM_LENGTH} "
        "characters each. Short lists work best. A job's own terms come first."
    )

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"help_text": self.default_help, **options})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        lines = str(super().clean(value) or "").splitlines()
        try:
            return vocabulary.cleaned(line for line in lines if line.strip())
        except vocabulary.InvalidVocabulary as error:
            raise forms.ValidationError(error.message) from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)
