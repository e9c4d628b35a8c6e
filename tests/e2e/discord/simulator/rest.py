"""Discord's REST interface: simcord's routes over HTTP.

What simcord leaves out is added here: who is calling, where the gateway is, a command's `version`, and that commands
come without their translations unless they are asked for. Every call is recorded. A route or field that simcord does
not know is answered with 501 and kept in `gaps`, which a test must find empty.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from simcord.backend import Backend
from simcord.backend.errors import BackendError
from simcord.http import routes as _routes  # noqa: F401  (importing registers simcord's routes)
from simcord.http.router import RouteNotImplemented, UnsupportedField, dispatch

PREFIX = "/api/v10"
#: Addresses that hold a token of their own.
WITHOUT_AUTHORIZATION = ("/interactions/", "/webhooks/", "/gateway")
#: The same thing, by the name that simcord knows it by.
ALIASES = {"/applications/@me": "/oauth2/applications/@me"}
TRANSLATIONS = ("name_localizations", "description_localizations")
TRUE = ("true", "True", "1")
METHODS_OF_MESSAGES = ("POST", "PATCH", "PUT")


@dataclass
class Call:
    """What a bot asked for, and what it got."""

    method: str
    path: str
    body: Any
    status: int = 0
    answer: Any = None
    query: dict[str, str] = field(default_factory=dict)

    @property
    def message(self) -> dict[str, Any] | None:
        """The message that this call sends or edits; `None` where it does neither."""
        if not isinstance(self.body, dict) or self.method not in METHODS_OF_MESSAGES:
            return None
        if self.path.endswith("/callback"):
            return self.body.get("data") if self.body.get("type") in (4, 7) else None
        is_message = self.path.startswith("/webhooks/") or "/messages" in self.path
        return self.body if is_message else None


def body_of(call: Call) -> Any:
    """The body as simcord wants it: what may be null on Discord is not there."""
    if call.method == "PUT" and call.path.endswith("/commands"):
        return without_nulls(call.body)
    if isinstance(call.body, dict) and "message_reference" in call.body:
        return call.body | {"message_reference": without_nulls(call.body["message_reference"])}
    return call.body


def without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_nulls(inner) for key, inner in value.items() if inner is not None}
    return [without_nulls(inner) for inner in value] if isinstance(value, list) else value


class Rest:
    def __init__(self, backend: Backend, token: str) -> None:
        self.backend = backend
        self.token = token
        self.gateway_url = ""
        self.calls: list[Call] = []
        self.gaps: list[str] = []

    async def handle(self, request: web.Request) -> web.StreamResponse:
        path = request.path.removeprefix(PREFIX)
        raw = await request.read()
        call = Call(request.method, path, json.loads(raw) if raw else None, query=dict(request.query))
        self.calls.append(call)
        call.status, call.answer = self.answer(call, request.headers.get("Authorization"))
        if call.answer is None:
            return web.Response(status=call.status)
        body = json.dumps(call.answer, ensure_ascii=False).encode()
        return web.Response(body=body, status=call.status, content_type="application/json")

    def answer(self, call: Call, authorization: str | None) -> tuple[int, Any]:
        if not call.path.startswith(WITHOUT_AUTHORIZATION) or call.path == "/gateway/bot":
            if authorization != f"Bot {self.token}":
                return 401, {"message": "401: Unauthorized", "code": 0}
        if call.path == "/gateway":
            return 200, {"url": self.gateway_url}
        if call.path == "/gateway/bot":
            limit = {"total": 1000, "remaining": 999, "reset_after": 14_400_000, "max_concurrency": 1}
            return 200, {"url": self.gateway_url, "shards": 1, "session_start_limit": limit}
        try:
            found = dispatch(
                self.backend,
                call.method,
                ALIASES.get(call.path, call.path),
                json=body_of(call),
                params=call.query,
                message_content_access=False,
            )
        except (RouteNotImplemented, UnsupportedField) as gap:
            self.gaps.append(str(gap))
            return 501, gap.to_json()
        except BackendError as error:
            return error.status, error.to_json()
        except (KeyError, TypeError, ValueError) as error:
            self.gaps.append(f"{call.method} {call.path}: {error!r}")
            return 400, {"code": 50035, "message": f"Invalid Form Body: {error!r}"}
        if call.path.endswith("/callback") and call.query.get("with_response") not in TRUE:
            return 204, None
        if "/commands" in call.path:
            found = self.as_discord_gives(found, call)
        return (204, None) if found is None else (200, found)

    def as_discord_gives(self, commands: Any, call: Call) -> Any:
        if not isinstance(commands, list):
            return commands
        translated = call.method != "GET" or call.query.get("with_localizations") in TRUE

        def bare(command: dict[str, Any]) -> dict[str, Any]:
            kept = {key: value for key, value in command.items() if translated or key not in TRANSLATIONS}
            for inner in ("options", "choices"):
                if isinstance(kept.get(inner), list):
                    kept[inner] = [bare(item) for item in kept[inner]]
            return kept

        # The version changes with each change of a command; its id will do.
        return [bare(command) | {"version": command["id"], "nsfw": False} for command in commands]
