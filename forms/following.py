"""Going on in an open case instead of sending a form: a customer who is logged in is asked once, before it is sent."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from forms import kept
from forms.blank import BlankForm
from forms.fields import Target
from forms.form import IntakeForm
from forms.here import Found, open_at, open_here
from forms.submit import contact_of
from workflows.carried import carry
from workflows.links import own_path
from workflows.models import Case
from workflows.viewsets.addresses import as_id

FOLLOW, LOOKED = "follow", "looked"  # LOOKED: the worksite whose open cases she has been shown
LOOKS = {"most": 120, "seconds": 600}  # of a customer, while she writes


def may_follow(request: HttpRequest) -> bool:
    """Customers: staff go on in their own pages."""
    return not request.user.is_staff and contact_of(request.user) is not None  # type: ignore[union-attr]


def place_of(form: IntakeForm) -> int | None:
    thing = form.thing
    if form.code is None and thing is not None and thing.equipment is not None:
        return thing.equipment.worksite_id
    return form.worksite.pk if form.worksite else None


def to_ask_about(request: HttpRequest, form: IntakeForm) -> Found:
    """Open cases at the place of a valid form, unless she has been shown those of it. One query for contacts."""
    place = place_of(form)
    if place is None or as_id(request.POST.get(LOOKED, "")) == place or not may_follow(request):
        return []
    return open_at(form.user, place, form.page.category_id)


def shown(request: HttpRequest, form: IntakeForm | BlankForm, asked: Found | None) -> dict[str, Any]:
    """Of open cases, for the template of a form. `asked`: these, before it is sent."""
    found = asked or open_here(request.user, form.code)  # type: ignore[arg-type]
    looked = as_id(request.POST.get(LOOKED, ""))
    if found and form.code is not None:
        looked = form.code.worksite_id
    elif asked and isinstance(form, IntakeForm):
        looked = place_of(form)
    follows = may_follow(request)
    return {
        "open_here": found,
        "asks": bool(asked),
        "follows": follows,
        "looked": looked or "",
        "open_at_url": open_at_url(form) if follows and form.code is None else "",
    }


def open_at_url(form: IntakeForm | BlankForm) -> str:
    return f"{reverse('intake:open_at')}?{urlencode({'category': form.page.category_id or ''})}"


def follow(request: HttpRequest, form: IntakeForm) -> HttpResponse:
    """To the case, where what she wrote lies ready in the composer; nothing is sent. Files stay behind."""
    number = as_id(request.POST.get(FOLLOW, ""))
    if number is None or not may_follow(request):
        raise Http404
    case = Case.objects.visible_to(form.user).filter(pk=number).first()
    if case is None:
        raise Http404
    if text := typed(form):
        carry(request, case, text)
        messages.info(request, _("What you wrote lies ready below. It is not sent until you press Send."))
    if any(file.name for file in request.FILES.values()) or kept.folder_of(form.key).exists():  # type: ignore[union-attr]
        messages.warning(request, _("Photos and files did not come along: add them once more."))
    return HttpResponseRedirect(f"{own_path(case, form.user)}#write")


def typed(form: IntakeForm) -> str:
    """Title and description as they stand, right or wrong."""
    fed = [name for name, question in form.questions.items() if question.maps_to in (Target.TITLE, Target.DESCRIPTION)]
    texts = [str(form.data.get(name, "")).replace("\x00", "").strip() for name in fed]
    return "\n\n".join(filter(None, texts))
