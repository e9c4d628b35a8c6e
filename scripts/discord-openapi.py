"""Makes tests/data/discord-openapi.json: of Discord's OpenAPI description, the routes that sayswho uses and the schemas
that these need, without descriptions.

    python3 scripts/discord-openapi.py openapi.json > tests/data/discord-openapi.json

The full file: https://github.com/discord/discord-api-spec, specs/openapi.json (MIT).
"""

import json
import sys

ROUTES = {
    "/gateway": ["get"],
    "/gateway/bot": ["get"],
    "/users/@me": ["get"],
    "/applications/@me": ["get"],
    "/oauth2/applications/@me": ["get"],
    "/applications/{application_id}/commands": ["get", "put"],
    "/interactions/{interaction_id}/{interaction_token}/callback": ["post"],
    "/webhooks/{webhook_id}/{webhook_token}": ["post"],
    "/webhooks/{webhook_id}/{webhook_token}/messages/@original": ["get", "patch", "delete"],
    "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}": ["get", "patch", "delete"],
    "/channels/{channel_id}/messages": ["post"],
    "/channels/{channel_id}/messages/{message_id}": ["get"],
}
# What people read, and what says nothing of a body's form.
DROPPED = {"description", "title", "externalDocs", "summary", "x-discord-union"}


def lean(value, names=False):
    """`value` without descriptions; `names`: its keys are names of properties, not words of the schema language."""
    if isinstance(value, list):
        return [lean(item) for item in value]
    if not isinstance(value, dict):
        return value
    kept = {key: item for key, item in value.items() if names or key not in DROPPED}
    # A oneOf of named constants: the numbers are in it, the names are in `title`, which goes.
    return {key: lean(item, names=key in ("properties", "schemas") and not names) for key, item in kept.items()}


def json_schema(part):
    return part and part.get("content", {}).get("application/json", {}).get("schema")


def references(value):
    if isinstance(value, list):
        for item in value:
            yield from references(item)
    elif isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"].removeprefix("#/components/schemas/")
        for item in value.values():
            yield from references(item)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        full = json.load(file)
    paths = {}
    for route, methods in ROUTES.items():
        for method in methods:
            operation = full["paths"][route][method]
            responses = operation.get("responses", {})
            paths.setdefault(route, {})[method] = {
                "request": json_schema(operation.get("requestBody")),
                "responses": {code: json_schema(answer) for code, answer in responses.items() if code in ("200", "204")},
            }
    wanted, schemas = list(references(paths)), {}
    while wanted:
        name = wanted.pop()
        if name not in schemas:
            schemas[name] = full["components"]["schemas"][name]
            wanted.extend(references(schemas[name]))
    reduced = {
        "openapi": full["openapi"],
        "info": {"title": full["info"]["title"], "license": full["info"]["license"], "version": full["info"]["version"]},
        "paths": lean(paths, names=True),
        "components": {"schemas": lean(dict(sorted(schemas.items())), names=True)},
    }
    json.dump(reduced, sys.stdout, ensure_ascii=False, indent=1)
    print()


main()
