"""`manage.py fetch_models`: the models' files, looked for and fetched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.defaultfilters import filesizeformat

from transcriptions import analysis_settings, engine_settings
from transcriptions.audio import source
from transcriptions.languages import ENGLISH
from transcriptions.model_files import catalogue, fetching, places
from transcriptions.model_files.catalogue import ModelFiles
from transcriptions.model_files.errors import ModelUnavailable


class Command(BaseCommand):
    help = (
        "Fetches models into MODELS_DIR, once. Without an option: the speech model and "
        "the English aligner."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--model",
            nargs="?",
            const=settings.WHISPERX_MODEL,
            help="the speech model, or another one: a name on the hub",
        )
        parser.add_argument(
            "--language",
            action="append",
            default=[],
            metavar="CODE",
            help="the aligner of a language; may be repeated",
        )
        parser.add_argument("--diarizer", action="store_true", help="tells speakers")
        parser.add_argument(
            "--sentiment",
            action="store_true",
            help="the one that SENTIMENT_MODEL names",
        )
        parser.add_argument(
            "--all", action="store_true", help="all of them, for the languages named"
        )
        parser.add_argument(
            "--check", action="store_true", help="only tell what is there"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            models = list(_asked(options))
        except ModelUnavailable as error:
            raise CommandError(error.message) from error
        tell = self._looked_for if options["check"] else self._fetched
        failed = [model for model in models if not tell(model)]
        if failed:
            lacking = "are missing" if options["check"] else "could not be fetched"
            raise CommandError(f"{len(failed)} of {len(models)} {lacking}.")

    def _fetched(self, model: ModelFiles) -> bool:
        policy = source.policy(settings.DOWNLOAD_TIMEOUT_S)
        offline = settings.HF_HUB_OFFLINE
        try:
            _, is_new = fetching.fetch(
                model, settings.MODELS_DIR, policy, offline=offline
            )
        except ModelUnavailable as error:
            self._tell(model, f"failed: {error.message}")
            return False
        return self._found(model, "fetched" if is_new else "was there")

    def _looked_for(self, model: ModelFiles) -> bool:
        if lacking := places.missing(model, settings.MODELS_DIR):
            self._tell(model, f"missing: {', '.join(lacking)}")
            return False
        return self._found(model, "is there")

    def _found(self, model: ModelFiles, state: str) -> bool:
        place = places.place_of(model, settings.MODELS_DIR)
        assert place is not None
        size = filesizeformat(places.size_of(place)).replace("\xa0", " ")
        self._tell(model, f"{state}, {size}, {place}")
        return True

    def _tell(self, model: ModelFiles, state: str) -> None:
        self.stdout.write(f"{model.kind:<13} {model.name}: {state}")


def _asked(options: dict[str, Any]) -> Iterator[ModelFiles]:
    everything = options["all"]
    kinds = ("model", "language", "diarizer", "sentiment")
    named = any(options[kind] for kind in kinds)
    languages = options["language"] or ([ENGLISH] if everything or not named else [])
    if options["model"] or everything or not named:
        yield catalogue.speech_model(options["model"] or settings.WHISPERX_MODEL)
    if languages:
        yield from engine_settings.aligners(dict.fromkeys(languages))
    if options["diarizer"] or everything:
        yield engine_settings.diarizer_files()
    if options["sentiment"] or everything:
        yield from _sentiment(asked=options["sentiment"])


def _sentiment(*, asked: bool) -> Iterator[ModelFiles]:
    model = analysis_settings.sentiment_files()
    if model is not None:
        yield model
    elif asked:
        raise ModelUnavailable("Name a sentiment model by SENTIMENT_MODEL first.")
