"""Who comes into the portal: a customer's contact person. Staff have places of their own."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from accounts.landing import landing
from workflows.models import Contact
from workflows.prepared import Prepared

contacts = Prepared(lambda user: Contact.objects.filter(user=user), -1)
View = Callable[..., HttpResponseBase]


def for_customers(view: View) -> View:
    """Asks for log-in, sends staff to their own pages, and tells a log-in without a contact person what is missing."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        own_place = landing(request.user)  # type: ignore[arg-type]
        if own_place != "/portal/":
            return redirect(own_place)
        for contact in contacts(request.user.pk):  # type: ignore[arg-type]
            request.user.contact = contact  # type: ignore[union-attr]  # where Django would keep it too
        if contact_of(request) is None:
            return render(request, "portal/nobody.html", status=403)
        return view(request, *args, **kwargs)

    return guarded


def contact_of(request: HttpRequest) -> Contact | None:
    contact: Contact | None = getattr(request.user, "contact", None)
    return contact if contact is not None and contact.is_active else None
