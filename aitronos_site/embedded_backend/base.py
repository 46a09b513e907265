"""Django's PostgreSQL backend on the embedded server, which the first connection starts.

Starting lazily keeps `check`, `makemigrations` and the type checker free of a server.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db.backends.postgresql import base

from aitronos_site.lib import embedded_postgres


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        if not self.settings_dict["HOST"]:
            data = Path(self.settings_dict["DATA"])
            self.settings_dict.update(embedded_postgres.connection(data))
        params: dict[str, Any] = super().get_connection_params()
        return params
