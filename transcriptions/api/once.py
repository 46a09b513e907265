"""`@once`: a view's method has its effect once for each `Idempotency-Key`.

The method gets `keep`, and must pass the success through it inside the transaction
that makes the effect; `transcriptions.idempotency` says why.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from organizations import access
from organizations.authentication import caller_of
from organizations.models import Organization
from transcriptions import idempotency
from transcriptions.idempotency import Answer, Claim

REPLAYED_HEADER = "Idempotency-Replayed"

Keep = Callable[[Response], HttpResponseBase]
Handler = Callable[[Any, Request, Keep], HttpResponseBase]


def once(handler: Handler) -> Callable[[Any, Request], HttpResponseBase]:
    @wraps(handler)
    def method(view: APIView, request: Request) -> HttpResponseBase:
        key = request.headers.get(idempotency.HEADER)
        if key is None:
            return handler(view, request, lambda response: response)
        asked = idempotency.fingerprint(str(request.method), request.path, request.data)
        claimed = idempotency.claim(_organization(request), key, asked)
        if isinstance(claimed, Answer):
            replayed = _response(claimed)
            replayed[REPLAYED_HEADER] = "true"
            return replayed
        return _first(handler, view, request, claimed)

    return method


def _first(
    handler: Handler, view: APIView, request: Request, claim: Claim
) -> HttpResponseBase:
    def keep(response: Response) -> HttpResponseBase:
        answer = Answer(response.status_code, _rendered(request, response))
        idempotency.keep(claim, answer)
        return _response(answer)

    try:
        return handler(view, request, keep)
    except Exception as error:
        response = view.handle_exception(error)
        if idempotency.is_kept(response.status_code):
            return keep(response)
        idempotency.release(claim)
        return response


def _organization(request: Request) -> Organization:
    """Whose key it is: the organization that the body names, else the caller's first.

    A body that names another's is refused by the view, after its fields are checked.
    """
    caller = caller_of(request)
    body = request.data
    named = body.get("organization_id") if isinstance(body, dict) else None
    mine = {each.public_id: each for each in caller.organizations()}
    if isinstance(named, str) and named in mine:
        return mine[named]
    return access.organization(caller, None)


def _rendered(request: Request, response: Response) -> bytes:
    content = request.accepted_renderer.render(
        response.data, request.accepted_media_type, {"request": request}
    )
    assert isinstance(content, bytes)
    return content


def _response(answer: Answer) -> HttpResponse:
    return HttpResponse(
        answer.body, status=answer.status, content_type="application/json"
    )
