from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from workflows.models import Company


def company(request: HttpRequest) -> dict[str, object]:
    """The company that runs this Serva. At most one query a request, none when the page does not name it."""
    return {"company": SimpleLazyObject(lambda: Company.load(request_or_site=request))}
