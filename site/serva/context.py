from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from workflows.models import Company


def company(request: HttpRequest) -> dict[str, object]:
    """The company that runs this Serva. Read where a page names it, and kept some seconds."""
    return {"company": SimpleLazyObject(Company.shown)}
