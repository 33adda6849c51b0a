"""The page for developers: our own, drawn from the schema. What draws such pages elsewhere needs inline scripts."""

import json
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

from api.describing import asking
from forms.fields import QuestionType
from workflows.links import absolute

Schema = dict[str, Any]


class Pages(DocsBase):
    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        whole = api.get_openapi_schema()
        shapes = whole["components"]["schemas"]
        context = {
            "title": api.title,
            "description": api.description,
            "operations": [operation(path, verb, one) for path, verb, one in operations(whole)],
            "shapes": [(name, list(parts(shape))) for name, shape in shapes.items()],
            "kinds": [(name, example(kind)) for name, kind in asking().items()],
            "schema_url": self.get_openapi_url(api, kwargs),
            "root": absolute(reverse("api:api-root")),
        }
        return render(request, "api/docs.html", context)


def example(kind: QuestionType) -> str:
    """Of files there is none in JSON."""
    return "".join(json.dumps(one, ensure_ascii=False) for one in kind.shape.get("examples", []))


def operations(whole: Schema) -> Iterator[tuple[str, str, Schema]]:
    for path, verbs in whole["paths"].items():
        for verb, one in verbs.items():
            yield path, verb.upper(), one


def operation(path: str, verb: str, one: Schema) -> Schema:
    return {
        "id": one["operationId"],
        "path": path,
        "verb": verb,
        "summary": one["summary"],
        "description": one.get("description", ""),
        "parameters": [parameter(part) for part in one.get("parameters", [])],
        "body": list(parts(body_of(one))),
        "content_types": list(one.get("requestBody", {}).get("content", {})),
        "answers": [(code, HTTPStatus(int(code)).phrase, type_of(shape_of(answer))) for code, answer in answers(one)],
    }


def parameter(part: Schema) -> tuple[str, str, str]:
    """(name, where it stands, what it is for)"""
    words = part.get("description") or part["schema"].get("description", "")
    return part["name"], part["in"] + (", required" if part.get("required") else ""), words


def body_of(one: Schema) -> Schema:
    content = one.get("requestBody", {}).get("content", {})
    return next((kind["schema"] for kind in content.values()), {})


def answers(one: Schema) -> list[tuple[str, Schema]]:
    return sorted((str(code), answer) for code, answer in one["responses"].items())


def shape_of(answer: Schema) -> Schema:
    return next((kind["schema"] for kind in answer.get("content", {}).values()), {})


def parts(shape: Schema) -> Iterator[tuple[str, str, str]]:
    """(name, type, what it is for)"""
    for name, part in shape.get("properties", {}).items():
        yield name, type_of(part), part.get("description", "")


def type_of(part: Schema) -> str:
    if "$ref" in part:
        return str(part["$ref"]).rpartition("/")[2]
    if several := part.get("anyOf") or part.get("allOf"):
        return " or ".join(type_of(one) for one in several)
    if "const" in part:
        return f'"{part["const"]}"'
    if "enum" in part:
        return " or ".join(f'"{one}"' for one in part["enum"])
    if part.get("type") == "array":
        return f"list of {type_of(part['items'])}"
    return str(part.get("format") or part.get("type", "anything"))
