"""Static files in production: compressed, and named by their content.

A module's imports are rewritten too, so that a browser never mixes the scripts of two
versions.
"""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    support_js_module_import_aggregation = True
