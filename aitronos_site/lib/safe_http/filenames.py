"""The name and type of a fetched file, as safe to show as they are to store."""

from __future__ import annotations

import re
import unicodedata
from email.message import Message
from email.utils import collapse_rfc2231_value
from urllib.parse import unquote, urlsplit

MAX_FILENAME_LENGTH = 200

_MEDIA_TYPE = re.compile(r"[a-z0-9.+_-]{1,100}/[a-z0-9.+_-]{1,100}")


def filename_of(url: str, content_disposition: str) -> str:
    """Return the name that the server gives, else the URL's last segment, else ""."""
    return _cleaned(_given_name(content_disposition)) or _cleaned(
        unquote(urlsplit(url).path.rpartition("/")[2])
    )


def media_type_of(content_type: str) -> str:
    """Return `type/subtype` in lower case, "" for anything else."""
    essence = content_type.partition(";")[0].strip().lower()
    return essence if _MEDIA_TYPE.fullmatch(essence) else ""


def _given_name(content_disposition: str) -> str:
    message = Message()
    message["Content-Disposition"] = content_disposition
    parameters = message.get_params([], "Content-Disposition")
    # The extended form, `filename*`, comes last and is the better one (RFC 6266).
    names = [value for key, value in parameters if key.lower() == "filename"]
    return collapse_rfc2231_value(names[-1]) if names else ""


def _cleaned(name: str) -> str:
    last = re.split(r"[/\\]", name)[-1]
    # Category C also holds the bidirectional overrides that disguise extensions.
    shown = "".join(c for c in last if not unicodedata.category(c).startswith("C"))
    stripped = shown.strip(" .")
    # The end is kept because it holds the extension.
    return stripped[-MAX_FILENAME_LENGTH:]
