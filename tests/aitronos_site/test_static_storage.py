"""Static files in production."""

from __future__ import annotations

import re

from django.core.management import call_command


def test_the_scripts_import_each_other_by_the_names_of_their_content(
    settings, tmp_path
):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "aitronos_site.static_storage.StaticStorage"},
    }

    call_command("collectstatic", interactive=False, verbosity=0)

    imported = [
        name
        for script in tmp_path.glob("js/*.????????????.js")
        for name in re.findall(r'from "(.+?)"', script.read_text())
    ]
    assert imported
    for name in imported:
        assert re.search(r"\.[0-9a-f]{12}\.js$", name), name
