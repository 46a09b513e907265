"""The ASGI application: HTTP through Django, WebSockets through Channels."""

from __future__ import annotations

import os

from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aitronos_site.settings")
django_application = get_asgi_application()

# Only now: these read models, which the line above has loaded.
from aitronos_site.body_limit import BodyLimit  # noqa: E402
from transcriptions.long_poll import LongPoll  # noqa: E402
from transcriptions.routing import websocket_urlpatterns  # noqa: E402

application = ProtocolTypeRouter(
    {
        "http": BodyLimit(LongPoll(django_application)),
        "websocket": AllowedHostsOriginValidator(
            AuthMiddlewareStack(URLRouter(websocket_urlpatterns))
        ),
    }
)
