"""All settings, read once from the environment (and from an optional `.env` file).

A combination that is wrong for production is a system check with an id
(`aitronos_site.checks`), not a comment here.
"""

from __future__ import annotations

import ipaddress
import os
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.urls import reverse_lazy

from aitronos_site.lib.secret_key import load_or_create

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
env.read_env(BASE_DIR / ".env")

# Everything that the service writes lies under this one folder.
AITRONOS_HOME = Path(env.str("AITRONOS_HOME", str(BASE_DIR / "var"))).resolve()

PRODUCTION = env.bool("PRODUCTION", False)
DEBUG = env.bool("DEBUG", False)
SECRET_KEY_IS_GIVEN = bool(env.str("SECRET_KEY", ""))
SECRET_KEY = env.str("SECRET_KEY", "") or load_or_create(AITRONOS_HOME / "secret_key")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "aitronos_site.admin_config.HouseAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "channels",
    "csp",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django_q",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "aitronos_site",
    "organizations",
    "billing",
    "transcriptions",
]

MIDDLEWARE = [
    "aitronos_site.request_ids.RequestIdMiddleware",
    "aitronos_site.rate_limit_headers.RateLimitMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "aitronos_site.urls"
ASGI_APPLICATION = "aitronos_site.asgi.application"
# The contract's paths have no trailing slash, and a redirect would lose a POST's body.
APPEND_SLASH = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Database: PostgreSQL only. Without DATABASE_URL an embedded server starts by itself.
# A connection lives for one request, because each ASGI request has its own thread,
# and a pool must never cross the fork of a worker.
if env.str("DATABASE_URL", ""):
    DATABASES = {"default": env.db("DATABASE_URL")}
else:
    DATABASES = {
        "default": {
            "ENGINE": "aitronos_site.embedded_backend",
            "NAME": "aitronos",
            "DATA": AITRONOS_HOME / "postgres",
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "organizations.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
OTP_TOTP_ISSUER = "Aitronos Transcribe"
# Whether the admin is only for those who signed in with a second factor.
REQUIRE_STAFF_TOTP = env.bool("REQUIRE_STAFF_TOTP", PRODUCTION)
OTP_ADMIN_HIDE_SENSITIVE_DATA = True
LOGIN_URL = reverse_lazy("organizations:sign_in")
LOGIN_REDIRECT_URL = reverse_lazy("transcriptions:dashboard")
LOGOUT_REDIRECT_URL = LOGIN_URL

# E-mail: invitations. Without EMAIL_URL it is printed.
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "transcribe@localhost")

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True
FORMAT_MODULE_PATH = ["aitronos_site.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(AITRONOS_HOME / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
# Served from the source folders, so that no collectstatic step stands before a run.
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = not PRODUCTION
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", str(AITRONOS_HOME / "media")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "aitronos_site.static_storage.StaticStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_TEMP_DIR = str(AITRONOS_HOME / "tmp")
(AITRONOS_HOME / "tmp").mkdir(parents=True, exist_ok=True)
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # bytes of a body that is not a file

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", PRODUCTION)
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]
# The proxy must overwrite X-Forwarded-Proto and append to X-Forwarded-For.
BEHIND_PROXY = env.bool("BEHIND_PROXY", False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
        "img-src": [SELF, "data:"],
    }
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "organizations.authentication.ApiKeyAuthentication",
        "organizations.authentication.BrowserSessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["organizations.authentication.HasScope"],
    "DEFAULT_THROTTLE_CLASSES": ["organizations.throttling.RateLimit"],
    "DEFAULT_RENDERER_CLASSES": ["aitronos_site.api.EnvelopeRenderer"],
    "DEFAULT_PARSER_CLASSES": ["aitronos_site.json_parser.UnicodeJsonParser"],
    "EXCEPTION_HANDLER": "aitronos_site.api.handle_exception",
    "UNAUTHENTICATED_USER": None,
    "COERCE_DECIMAL_TO_STRING": False,
    "DEFAULT_METADATA_CLASS": None,  # OPTIONS would be answered in another shape
    "DEFAULT_SCHEMA_CLASS": "aitronos_site.openapi.EnvelopeSchema",
}

SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.1.1",
    "TITLE": "Aitronos Transcribe",
    "VERSION": "1.0.0",
    "DESCRIPTION": "Transcription of audio files, paid for in prepaid synapses.",
    "LICENSE": {"name": "MIT", "identifier": "MIT"},
    "SERVERS": [{"url": "/", "description": "This server"}],
    "SCHEMA_PATH_PREFIX": "/v1",
    "COMPONENT_SPLIT_REQUEST": True,  # what is sent is checked more strictly
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "PATH_CONVERTER_OVERRIDES": {
        "public_id": {"type": "string", "pattern": "^[a-z]+_[0-9a-f]{32}$"}
    },
    "WEBHOOKS": "transcriptions.api.schema_webhooks.WEBHOOKS",
    "POSTPROCESSING_HOOKS": ["aitronos_site.openapi.add_components"],
}

# Calls of the API by one key, person or address: at once, and new ones by the minute.
# All keys of an organization together have this many times as much.
RATE_LIMIT_PER_MINUTE = env.int("RATE_LIMIT_PER_MINUTE", 100)
RATE_LIMIT_BURST = env.int("RATE_LIMIT_BURST", 120)
RATE_LIMIT_ORGANIZATION_FACTOR = env.int("RATE_LIMIT_ORGANIZATION_FACTOR", 5)

CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}

# Queue: messages are doorbells, the work is a Transcription row (lifecycle.claim).
# TRANSCRIPTION_TIMEOUT_S is the last resort; runner.py holds each job to its own limit.
TRANSCRIPTION_WORKERS = env.int("TRANSCRIPTION_WORKERS", 1)
TRANSCRIPTION_TIMEOUT_S = env.int("TRANSCRIPTION_TIMEOUT_S", 24 * 3600)
ANALYSIS_WORKERS = env.int("ANALYSIS_WORKERS", 1)
ANALYSIS_TIMEOUT_S = env.int("ANALYSIS_TIMEOUT_S", 2 * 3600)
Q_CLUSTER = {
    "name": "aitronos",  # also the signing salt: a change drops queued messages
    "orm": "default",
    "workers": 2,
    "queue_limit": 2,
    "poll": 0.5,
    "bulk": 1,
    "timeout": 120,
    "retry": 600,  # > (prefetched + 1) x timeout, else a task runs twice
    "recycle": 200,
    "ack_failures": True,
    "max_attempts": 1,  # retries belong to the domain's own tables
    "save_limit": -1,
    "catch_up": False,
    "guard_cycle": 0.5,
    "label": "Background tasks",
    "ALT_CLUSTERS": {
        "transcribe": {
            "workers": TRANSCRIPTION_WORKERS,
            "queue_limit": 1,
            "recycle": 100,
            "timeout": TRANSCRIPTION_TIMEOUT_S,
            "retry": 3 * TRANSCRIPTION_TIMEOUT_S,
            "scheduler": False,
        },
        "analyse": {
            "workers": ANALYSIS_WORKERS,
            "queue_limit": 1,
            "recycle": 100,
            "timeout": ANALYSIS_TIMEOUT_S,
            "retry": 3 * ANALYSIS_TIMEOUT_S,
            "scheduler": False,
        },
    },
}

# A worker holds a job by a lease that it renews; an expired lease is up for others.
LEASE_S = env.float("LEASE_S", 90.0)
# After so long without an analysis worker a transcript is given without its analysis.
ANALYSIS_WAIT_S = env.float("ANALYSIS_WAIT_S", 3600.0)
HEARTBEAT_S = env.float("HEARTBEAT_S", 15.0)
MAX_CLAIMS = env.int("MAX_CLAIMS", 3)

# Webhooks; the waits between the tries are in transcriptions/webhook_retries.py.
WEBHOOK_TIMEOUT_S = env.float("WEBHOOK_TIMEOUT_S", 10.0)
WEBHOOK_LEASE_S = env.float("WEBHOOK_LEASE_S", 60.0)  # well above the time-out
WEBHOOK_PAUSE_AFTER_H = env.float("WEBHOOK_PAUSE_AFTER_H", 72.0)
# For so long a secret stays valid beside the one that replaces it.
WEBHOOK_SECRET_OVERLAP_H = env.float("WEBHOOK_SECRET_OVERLAP_H", 24.0)

# Speech engine
TRANSCRIPTION_ENGINE = env.str("TRANSCRIPTION_ENGINE", "auto")
WHISPERX_MODEL = env.str("WHISPERX_MODEL", "large-v3")
WHISPERX_DEVICE = env.str("WHISPERX_DEVICE", "auto")
WHISPERX_COMPUTE_TYPE = env.str("WHISPERX_COMPUTE_TYPE", "auto")
WHISPERX_BATCH_SIZE = env.int("WHISPERX_BATCH_SIZE", 4)
WHISPERX_THREADS = env.int("WHISPERX_THREADS", 0)  # 0: one for each core
# "de=/models/de,is=owner/model": aligners instead of WhisperX's own, by language.
WHISPERX_ALIGN_MODELS = {
    pair.partition("=")[0].strip(): pair.partition("=")[2].strip()
    for pair in env.list("WHISPERX_ALIGN_MODELS", default=[])
}
# What the hub gives lies here in its cache form, other aligners as files beside it.
MODELS_DIR = Path(env.str("MODELS_DIR", str(AITRONOS_HOME / "models")))
HF_HUB_OFFLINE = env.bool("HF_HUB_OFFLINE", False)
DIARIZER = env.str("DIARIZER", "auto")
# A directory, or a name on the hub, which asks for a token.
PYANNOTE_MODEL = env.str("PYANNOTE_MODEL", "pyannote/speaker-diarization-community-1")
HF_TOKEN = env.str("HF_TOKEN", "")
WINDOW_S = env.float("WINDOW_S", 600.0)  # audio in memory at a time

# The original audio of a redacted job is erased once the redacted audio is verified,
# unless it is to be kept.
KEEP_ORIGINAL_AUDIO = env.bool("KEEP_ORIGINAL_AUDIO", False)
REDACTED_AUDIO_LINK_S = 3600  # for which a signed address serves

# Analysis. Without these, what comes inside the packages does the work.
# A text classification model, for all languages or for those listed ("de,fr"); a
# directory, or a name on the hub. VADER serves English beside it.
SENTIMENT_MODEL = env.str("SENTIMENT_MODEL", "")
SENTIMENT_LANGUAGES = env.list("SENTIMENT_LANGUAGES", default=[])
# A spaCy pipeline that finds entities: a directory, or an installed package.
SPACY_MODEL = env.str("SPACY_MODEL", "")
# A server that speaks OpenAI's chat completions, as "http://10.0.0.5:8000/v1". It gets
# the transcripts that are to be summarized, redacted if that was asked for.
SUMMARY_LLM_URL = env.str("SUMMARY_LLM_URL", "")
SUMMARY_LLM_MODEL = env.str("SUMMARY_LLM_MODEL", "")
SUMMARY_LLM_API_KEY = env.str("SUMMARY_LLM_API_KEY", "")
SUMMARY_LLM_TIMEOUT_S = env.float("SUMMARY_LLM_TIMEOUT_S", 300.0)  # for one summary
# Of a transcript at a time: what the model's context holds, at 3 to 4 a token.
SUMMARY_LLM_CHUNK_CHARACTERS = env.int("SUMMARY_LLM_CHUNK_CHARACTERS", 12_000)

# Limits of what is accepted
MAX_DURATION_S = env.int("MAX_DURATION_S", 10 * 3600)
MAX_DOWNLOAD_BYTES = env.int("MAX_DOWNLOAD_BYTES", 5 * 10**9)
MAX_UPLOAD_BYTES = env.int("MAX_UPLOAD_BYTES", 2_200_000_000)
UPLOAD_LIFETIME_H = env.int("UPLOAD_LIFETIME_H", 24)
IDEMPOTENCY_LIFETIME_H = env.int("IDEMPOTENCY_LIFETIME_H", 24)

# Price, in synapses
SYNAPSES_PER_SECOND = env.str("SYNAPSES_PER_SECOND", "1.0")
BASE_MULTIPLIER = env.str("BASE_MULTIPLIER", "1.0")
PRIORITY_MULTIPLIERS = {"normal": "1.0", "high": "1.5", "urgent": "2.0"}

# Fetching customers' URLs. The first three open private hosts, for development and tests.
FETCH_ALLOWED_NETWORKS = [
    ipaddress.ip_network(network)
    for network in env.list("FETCH_ALLOWED_NETWORKS", default=[])
]
FETCH_ALLOWED_PORTS = env.list("FETCH_ALLOWED_PORTS", cast=int, default=[443])
FETCH_CA_FILE = env.str("FETCH_CA_FILE", "")
FETCH_ALLOW_PRIVATE = env.bool("FETCH_ALLOW_PRIVATE", False)
FETCH_CONNECT_TIMEOUT_S = env.float("FETCH_CONNECT_TIMEOUT_S", 5.0)
FETCH_READ_TIMEOUT_S = env.float("FETCH_READ_TIMEOUT_S", 15.0)
PROBE_TIMEOUT_S = env.float("PROBE_TIMEOUT_S", 30.0)
DOWNLOAD_TIMEOUT_S = env.float("DOWNLOAD_TIMEOUT_S", 3600.0)
# A source whose length its header does not tell is downloaded before the answer.
PROBE_DOWNLOAD_TIMEOUT_S = env.float("PROBE_DOWNLOAD_TIMEOUT_S", 120.0)

# Whether superusers see transcripts in the admin; each look is in the audit log.
ADMIN_SHOWS_TRANSCRIPTS = env.bool("ADMIN_SHOWS_TRANSCRIPTS", False)

# Who sends it as a bearer token may read /metrics from another machine.
METRICS_TOKEN = env.str("METRICS_TOKEN", "")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "aitronos_site.request_ids.RequestIdFilter"}},
    "formatters": {
        "line": {
            "format": "%(asctime)s %(levelname)-7s %(name)s [%(request_id)s] %(message)s"
        }
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["request_id"],
        }
    },
    "root": {"handlers": ["stderr"], "level": os.environ.get("LOG_LEVEL", "INFO")},
    "loggers": {
        # Its own handler would print every line twice.
        "django-q": {"handlers": ["stderr"], "propagate": False, "level": "WARNING"},
    },
}
