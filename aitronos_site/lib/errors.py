"""The root of every error that the domain raises on purpose.

A class says what is wrong by its `code`, which clients branch on; its docstring is
the default message for the person. What a code means in HTTP is decided in one
place, `aitronos_site.api`.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any, ClassVar


class DomainError(Exception):
    """Something went wrong."""

    code: ClassVar[str] = "INTERNAL_ERROR"

    def __init__(
        self,
        message: str | None = None,
        *,
        system_message: str | None = None,
        details: Mapping[str, Any] | None = None,
    ) -> None:
        self.message = message or inspect.cleandoc(type(self).__doc__ or self.code)
        self.system_message = system_message or self.message
        self.details = dict(details or {})
        super().__init__(self.system_message)
