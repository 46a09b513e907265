"""How templates write a rate."""

from __future__ import annotations

from django import template

from billing import pricing

register = template.Library()
#: `1.5`, not `1.5000`.
register.filter("plain", pricing.plain)
