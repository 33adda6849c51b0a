"""Does in Python what proof.js does in the browser."""

import base64
import hashlib
import json
from itertools import count
from typing import Any

from bs4 import BeautifulSoup
from django.http import HttpResponse


def solved(given: HttpResponse | dict[str, Any]) -> str:
    if isinstance(given, HttpResponse):
        element = BeautifulSoup(given.content, "html.parser").find(id="proof-task")
        assert element
        given = json.loads(element.text)
    task = dict(given)
    for number in count():
        if hashlib.sha256(f"{task['salt']}{number}".encode()).hexdigest() == task["challenge"]:
            break
    task.pop("maxNumber")
    return base64.b64encode(json.dumps(task | {"number": number}).encode()).decode()
