"""A case for a caller: one page, one post."""

from typing import Any

from django.db.models import Max
from django.db.models.functions import Length
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from accounts.models import User
from workflows.actions.open_case_for_caller import open_case_for_caller
from workflows.assignment import Answer, who_answers
from workflows.errors import NobodyAnswers
from workflows.models import Case, Category, Contact, Customer, Equipment, Priority, Worksite
from workflows.viewsets.addresses import as_id
from workflows.viewsets.case_gate import CaseScreen, actor_of, cases_for, needs, user_of
from workflows.viewsets.lookup import SOURCES
from workflows.viewsets.new_case_form import NewCaseForm

SHOWN = 6
PLACE = ("customer", "worksite", "equipment", "category")
GIVEN = {"worksite": "worksites", "customer": "customers", "contact": "contacts", "equipment": "equipment"}
guard = needs("workflows.view_case", "workflows.manage_cases")


class NewCaseView(CaseScreen):
    template_name = "workflows/admin/new_case.html"
    page_title = gettext_lazy("New case")
    header_icon = "plus"
    guard = staticmethod(guard)

    def get(self, request: HttpRequest) -> HttpResponse:
        """`?worksite=5` and the like fill in what is known already."""
        return self.page(NewCaseForm(user=user_of(request), initial=self.given()))

    def given(self) -> dict[str, Any]:
        user, found = user_of(self.request), {}
        for name, source in GIVEN.items():
            if (pk := as_id(self.request.GET.get(name, ""))) is not None:
                found[name] = SOURCES[source].rows(user).filter(pk=pk).first()
        worksite = found.get("worksite")
        if worksite is not None:
            found.setdefault("customer", worksite.customer)
            found.setdefault("contact", worksite.contact)
        return {name: thing for name, thing in found.items() if thing is not None}

    def post(self, request: HttpRequest) -> HttpResponse:
        form = NewCaseForm(request.POST, request.FILES, user=user_of(request))
        if not form.is_valid():
            return self.page(form, status=422)
        try:
            case = self.open(form)
        except NobodyAnswers as nobody:
            form.add_error(None, str(nobody))
            return self.page(form, status=409)
        words = _("Case %(number)s is registered. It went to %(who)s.")
        messages.success(request, words % {"number": case.number, "who": case.answerer})
        return HttpResponseRedirect(reverse("cases:room", args=[case.pk]))

    def open(self, form: NewCaseForm) -> Case:
        chosen = form.cleaned_data
        draft = Case(
            source=Case.Source.OFFICE,
            kind=chosen["kind"] or Case.Kind.REQUEST,
            priority=chosen["priority"] or (chosen["category"].priority if chosen["category"] else Priority.NORMAL),
            submission_key=f"office.{chosen['key']}",
            customer=form.customer_of(chosen),
            reporter=chosen["contact"],
            **{
                name: chosen[name]
                for name in (
                    "title",
                    "description",
                    "worksite",
                    "place",
                    "equipment",
                    "category",
                    "finish_by",
                    "order_number",
                )
            },
        )
        if draft.customer is None and draft.reporter is not None and not form.wants_new("customer"):
            draft.customer = draft.reporter.customer
        new = self.new_rows(form)
        if new["contact"] is not None and draft.customer is None and new["customer"] is None:
            caller = new.pop("contact")  # nobody's contact person: her name stands on the case alone
            draft.reporter_name, draft.reporter_phone, draft.reporter_email = caller.name, caller.phone, caller.email
        return open_case_for_caller(draft, by=actor_of(self.request), files=chosen["files"], **new)

    def new_rows(self, form: NewCaseForm) -> dict[str, Any]:
        chosen = form.cleaned_data
        customer = worksite = contact = None
        if form.wants_new("customer"):
            customer = Customer(name=chosen["customer_name"], number=chosen["customer_number"] or next_number())
        if form.wants_new("worksite"):
            street = chosen["worksite_street"]
            worksite = Worksite(
                name=chosen["worksite_name"] or street,
                street=street,
                postal_code=chosen["worksite_postal_code"],
                city=chosen["worksite_city"],
            )
        if form.wants_new("contact"):
            contact = Contact(
                name=chosen["contact_name"], phone=chosen["contact_phone"], email=chosen["contact_email"].lower()
            )
        return {"customer": customer, "worksite": worksite, "contact": contact}

    def page(self, form: NewCaseForm, status: int = 200) -> HttpResponse:
        cleaned = getattr(form, "cleaned_data", None) or form.initial
        context = self.get_context_data(
            form=form,
            preview=preview(user_of(self.request), **{name: cleaned.get(name) for name in PLACE}),
            opens=[
                what for what in ("customer", "worksite", "contact") if form.is_bound and self.is_written(form, what)
            ],
        )
        return TemplateResponse(self.request, self.template_name, context, status=status)

    def is_written(self, form: NewCaseForm, what: str) -> bool:
        """Whether the part for a new one must be open: something stands in it."""
        return any(
            form.data.get(name)
            for name in form.fields
            if name.startswith(f"{what}_") or (what == "worksite" and name == "place")
        )


def next_number() -> str:
    """One more than the highest customer number that is a plain number."""
    numbers = Customer.objects.filter(number__regex=r"^[0-9]{1,9}$").annotate(digits=Length("number"))
    longest = numbers.aggregate(most=Max("digits"))["most"]
    highest = numbers.filter(digits=longest).aggregate(most=Max("number"))["most"]
    return str(int(highest) + 1) if highest else "1001"


def preview(
    user: User,
    customer: Customer | None = None,
    worksite: Worksite | None = None,
    equipment: Equipment | None = None,
    category: Category | None = None,
) -> dict[str, Any]:
    """Who will get the case, and what is open already where it is."""
    answer: Answer | None = None
    try:
        answer = who_answers(customer, worksite, category, equipment=equipment)
    except NobodyAnswers:
        answer = None
    here = []
    if worksite is not None:
        here = list(cases_for(user).open().filter(worksite=worksite).for_list().order_by("-pk")[: SHOWN + 1])
    return {
        "answer": answer,
        "who": answer and (answer.person or answer.team),
        "worksite": worksite,
        "here": here[:SHOWN],
        "here_url": f"{reverse('cases:index')}?tab=open&worksite={worksite.pk}" if worksite and here[SHOWN:] else "",
    }


def preview_part(request: HttpRequest) -> HttpResponse:
    """The same as a part of the page, asked for when something was chosen."""
    guard(request)
    user = user_of(request)
    chosen: dict[str, Any] = {}
    for name, rows in (
        ("customer", SOURCES["customers"].rows(user)),
        ("worksite", SOURCES["worksites"].rows(user)),
        ("equipment", SOURCES["equipment"].rows(user)),
        ("category", Category.objects.visible_to(user)),
    ):
        pk = as_id(request.GET.get(name, ""))
        chosen[name] = None if pk is None else rows.filter(pk=pk).first()
    return TemplateResponse(request, "workflows/admin/new_case_preview.html", {"preview": preview(user, **chosen)})
