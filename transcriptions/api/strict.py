"""Serializers that take exactly the contract's shape.

An unknown field is refused by name, and an explicit null of an optional field is the
same as its absence, because published clients send it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers


class StrictSerializer(serializers.Serializer[Any]):
    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, Mapping):
            return super().to_internal_value(data)
        given = {
            name: value
            for name, value in data.items()
            if value is not None or self._is_required(name)
        }
        unknown = {
            name: [f"Unknown field. Known: {', '.join(self.fields)}."]
            for name in data
            if name not in self.fields
        }
        try:
            value = super().to_internal_value(given)
        except serializers.ValidationError as error:
            detail: Any = error.detail
            raise serializers.ValidationError({**detail, **unknown}) from None
        if unknown:
            raise serializers.ValidationError(unknown)
        return value

    def _is_required(self, name: str) -> bool:
        return name in self.fields and self.fields[name].required


class StrictBoolean(serializers.BooleanField):
    """Only JSON's true and false; DRF also takes "yes", 1 and the like."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class StrictString(serializers.CharField):
    """Only a JSON string; DRF also takes numbers."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return str(super().to_internal_value(data))


class StrictInteger(serializers.IntegerField):
    """Only a JSON integer; DRF also takes strings, floats and booleans."""

    def to_internal_value(self, data: Any) -> int:
        if not isinstance(data, int) or isinstance(data, bool):
            self.fail("invalid")
        return int(super().to_internal_value(data))


class StrictChoice(serializers.ChoiceField):
    """One of the choices; what is refused is told with all that would be right."""

    def __init__(self, choices: Any, **options: Any) -> None:
        super().__init__(choices, **options)
        known = ", ".join(map(str, self.choices))
        self.error_messages["invalid_choice"] = (
            f'"{{input}}" is unknown. Known: {known}.'
        )
