"""Looks for planted values in all that a service keeps, says and shows.

A value counts as found in any of its forms: as it is, without spaces and signs, in lower
case, and with its figures and signs as words.
"""

from __future__ import annotations

import re

from django.conf import settings
from django.db import connection
from django_q.models import OrmQ
from django_q.signing import SignedPackage

FIGURES = dict(
    zip(
        "0123456789",
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
        ],
        strict=True,
    )
)


def compact(text):
    """Lower case letters and figures, and nothing between them."""
    return re.sub(r"[\W_]+", "", text.lower())


class Planted:
    """Values that must be nowhere; each is long enough not to be there by chance."""

    def __init__(self, values):
        self.forms = {}
        for value in values:
            plain = compact(value)
            said = value.replace("@", " at ").replace(".", " dot ")
            spoken = "".join(FIGURES.get(sign, sign) for sign in compact(said))
            assert len(plain) >= 5, value
            self.forms[value] = {plain, spoken}

    def found_in(self, text):
        squeezed = compact(text)
        return [
            value
            for value, forms in self.forms.items()
            if any(form in squeezed for form in forms)
        ]

    def found_in_all(self, named_texts):
        """What was found, by the name of the place."""
        found = {name: self.found_in(text) for name, text in named_texts}
        return {name: values for name, values in found.items() if values}


def database():
    """Each row of each table, as text; messages of the queue unpacked too."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            for number, (row,) in enumerate(cursor.fetchall()):
                yield f"{table} #{number}", row
    for message in OrmQ.objects.all():
        yield f"message {message.pk}", repr(SignedPackage.loads(message.payload))


def storage():
    for path in sorted(settings.MEDIA_ROOT.rglob("*")):
        if path.is_file():
            yield f"file {path.name}", path.read_bytes().decode("latin-1")


def answers(client, addresses):
    """Status lines, headers and bodies of what can be read."""
    for address in addresses:
        response = client.get(address, follow=True)
        body = b"".join(response) if response.streaming else response.content
        headers = "\n".join(f"{name}: {value}" for name, value in response.items())
        yield address, f"{response.status_code}\n{headers}\n{body.decode('latin-1')}"
