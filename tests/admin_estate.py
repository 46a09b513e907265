"""One row of every model that the admin shows, for each organization and for the house."""

from __future__ import annotations

from datetime import timedelta

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_q.models import OrmQ, Schedule, Task

from billing.models import OrganizationRate, RateCard
from organizations import audit
from organizations.models import Invitation, RateLimitBucket
from organizations.models_audit import Action
from tests import factories
from tests.test_tenancy import silence
from transcriptions import uploads, webhooks
from transcriptions.models import Erasure, RedactedAudio, Worker
from transcriptions.models_idempotency import IdempotencyRecord


class Estate:
    """All that an organization has; each text begins with its name."""

    def __init__(self, name, synapses):
        self.name = name
        self.cast = cast = factories.Cast(name, synapses)
        self.organization = organization = cast.organization
        later = timezone.now() + timedelta(days=1)
        endpoint = f"https://{name}.example/hook"
        job = factories.make_completed(
            cast,
            [f"{name}s plan is a rocket."],
            filename=f"{name}s-talk.wav",
            metadata={"note": f"{name}s-note"},
            options={"webhook": {"url": endpoint, "events": []}},
        )
        upload = uploads.store(
            organization, SimpleUploadedFile(f"{name}s-a.wav", silence(seconds=1))
        )
        delivery = webhooks.send_test(organization, endpoint)
        audit.record(Action.TOPPED_UP, organization=organization, target=f"{name}s")
        #: By the label of the model.
        self.rows = {
            "organizations.organization": organization,
            "organizations.user": cast.user,
            "organizations.membership": cast.user.memberships.get(),
            "organizations.apikey": cast.api_key,
            "organizations.invitation": Invitation.objects.create(
                organization=organization, email=f"new@{name}.example", expires_at=later
            ),
            "organizations.auditentry": organization.audit_entries.last(),
            "billing.transaction": organization.transactions.last(),
            "billing.synapsebalance": organization.synapse_balance,
            "billing.organizationrate": OrganizationRate.objects.create(
                organization=organization
            ),
            "transcriptions.transcription": job,
            "transcriptions.transcriptionevent": job.events.first(),
            "transcriptions.sentence": job.sentences.get(),
            "transcriptions.upload": upload,
            "transcriptions.redactedaudio": RedactedAudio.objects.create(
                transcription=job
            ),
            "transcriptions.webhookdelivery": delivery,
            "transcriptions.webhookendpoint": delivery.endpoint,
            "transcriptions.idempotencyrecord": IdempotencyRecord.objects.create(
                organization=organization,
                key=f"{name}s-key",
                fingerprint="0",
                locked_until=later,
                expires_at=later,
            ),
            "otp_totp.totpdevice": TOTPDevice.objects.create(
                user=cast.user, name=f"{name}s-phone"
            ),
            "otp_static.staticdevice": StaticDevice.objects.create(
                user=cast.user, name=f"{name}s-codes"
            ),
        }

    def secrets(self, others):
        """What tells of a row of this organization; not what `others` have too."""
        told = {self.name, "rocket", self.cast.api_key.prefix, self.cast.secret}
        for label, row in self.rows.items():
            told |= {str(row), str(getattr(row, "public_id", self.name))}
            told -= {str(others.rows[label])}
        return told

    def stock(self):
        """All values of its rows, to be compared."""
        known = {label: [row.pk] for label, row in self.rows.items()}
        stock = {}
        for model in apps.get_models():
            names = {field.name for field in model._meta.fields}
            rows = model._base_manager.order_by("pk")
            if "organization" in names:
                rows = rows.filter(organization=self.organization)
            elif "transcription" in names:
                rows = rows.filter(transcription__organization=self.organization)
            else:
                rows = rows.filter(pk__in=known.get(model._meta.label_lower, []))
            stock[model._meta.label_lower] = list(rows.values())
        return stock


class House:
    """The rows that are nobody's, named as if they were acme's so that a leak is seen."""

    def __init__(self):
        now = timezone.now()
        times = {"func": "acmes.func", "started": now, "stopped": now}
        self.rows = {
            "billing.ratecard": RateCard.objects.create(starts_at=now),
            "organizations.ratelimitbucket": RateLimitBucket.objects.create(
                name="acmes-bucket", full_at=now, granted=True
            ),
            "transcriptions.worker": Worker.objects.create(name="acmes-worker"),
            "transcriptions.erasure": Erasure.objects.create(name="acmes-file"),
            "django_q.schedule": Schedule.objects.create(name="acmes", func="acmes.f"),
            "django_q.success": Task.objects.create(id="a" * 32, name="acmes", **times),
            "django_q.failure": Task.objects.create(
                id="b" * 32, name="acmes-2", success=False, **times
            ),
            "django_q.ormq": OrmQ.objects.create(key="acmes-q", payload="", lock=now),
        }

    def stock(self):
        models = {type(row) for row in self.rows.values()}
        return {
            model.__name__: list(model._base_manager.order_by("pk").values())
            for model in models
        }
