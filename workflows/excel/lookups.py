"""Finding things of other registers by the words that stand in a cell. One query per register and file."""

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _

from workflows.excel.base import RegisterResource
from workflows.excel.columns import Row
from workflows.excel.widgets import Text
from workflows.models import Contact, Customer, ServiceLevel, Worksite


def remembered(resource: RegisterResource, what: str, make: Any) -> Any:
    found = resource.lookups.get(what)
    if found is None:
        found = resource.lookups[what] = make()
    return found


def customer_by_number(resource: RegisterResource, text: str, row: Row) -> Customer:
    def make() -> dict[str, Customer]:
        return {Text().clean(customer.number): customer for customer in Customer.objects.visible_to(resource.user)}

    customer = remembered(resource, "customers", make).get(text)
    if customer is None:
        raise ValueError(_("There is no customer with the number “%(text)s”.") % {"text": text[:60]})
    return customer


def level_by_name(resource: RegisterResource, text: str, row: Row) -> ServiceLevel:
    def make() -> dict[str, ServiceLevel]:
        return {Text().clean(level.name_sv): level for level in ServiceLevel.objects.visible_to(resource.user)}

    level = remembered(resource, "service levels", make).get(text)
    if level is None:
        raise ValueError(_("There is no service level called “%(text)s”.") % {"text": text[:60]})
    return level


def worksite_by_name(resource: RegisterResource, text: str, row: Row) -> Worksite:
    """Of the customer that the row's column "customer" names."""

    def make() -> dict[tuple[str, str], list[Worksite]]:
        found = defaultdict(list)
        for worksite in Worksite.objects.visible_to(resource.user).select_related("customer"):
            found[key(worksite)].append(worksite)
        return found

    customer = Text().clean(row.get("customer"))
    return only_one(remembered(resource, "worksites", make)[customer, text], text, _("worksite"), customer)


def contact_by_name(resource: RegisterResource, text: str, row: Row) -> Contact:
    def make() -> dict[tuple[str, str], list[Contact]]:
        found = defaultdict(list)
        for contact in Contact.objects.visible_to(resource.user).select_related("customer"):
            found[key(contact)].append(contact)
        return found

    customer = Text().clean(row.get("customer"))
    return only_one(remembered(resource, "contacts", make)[customer, text], text, _("contact person"), customer)


def key(thing: Worksite | Contact) -> tuple[str, str]:
    return Text().clean(thing.customer.number), Text().clean(thing.name)


def only_one(found: list[Any], text: str, thing: str, customer: str) -> Any:
    words = {"thing": thing, "text": text[:60], "customer": customer[:30]}
    if not found:
        raise ValueError(_("Customer %(customer)s has no %(thing)s called “%(text)s”.") % words)
    if len(found) > 1:
        raise ValueError(_("Customer %(customer)s has several of that name (%(thing)s): “%(text)s”.") % words)
    return found[0]
