"""Which websites' scripts may use the API from a visitor's browser: those that the administrator has named."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from workflows.models import Company

ROOM = "/api/v1/"
DAY = 24 * 3600


class CrossOrigin:
    """Answers the question that browsers ask beforehand (CORS). Never with credentials: nobody is logged in here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(ROOM):
            return self.get_response(request)
        origin = request.headers.get("Origin", "")
        is_welcome = bool(origin) and origin in Company.shown().origins
        asks_first = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
        response = HttpResponse(status=204) if asks_first else self.get_response(request)
        patch_vary_headers(response, ["Origin"])
        if is_welcome:
            response["Access-Control-Allow-Origin"] = origin
            response["Access-Control-Expose-Headers"] = "Retry-After, Content-Language"
        if is_welcome and asks_first:
            response["Access-Control-Allow-Methods"] = "GET, POST"
            response["Access-Control-Allow-Headers"] = "Content-Type, Accept-Language"
            response["Access-Control-Max-Age"] = str(DAY)
        return response
