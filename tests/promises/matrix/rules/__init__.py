"""Who sees what, address by address. A new address is declared here, or the matrix fails."""

from tests.promises.matrix.rules import cases, customer, field, people, registers, reports
from tests.promises.matrix.rules.base import Rule, Theirs
from tests.promises.matrix.rules.theirs import ALSO, BREAKS, KINDS, THEIRS
from tests.promises.matrix.urlconf import Address

HOUSE = ("serva", "accounts", "website", "portal", "technician", "api", "workflows", "forms", "reports")
OURS: dict[str, Rule | list[Rule]] = {
    **customer.RULES,
    **field.RULES,
    **people.RULES,
    **cases.RULES,
    **registers.RULES,
    **reports.RULES,
}


def rules_of(address: Address) -> list[Rule] | Theirs | None:
    """Ours by the whole name, and so each view that we wrote; of the others the first that it begins with.

    Several for an address whose arguments say what it does.
    """
    if address.name in OURS or address.module.partition(".")[0] in HOUSE:
        found = OURS.get(address.name)
        return [found] if isinstance(found, Rule) else found
    return next((rule for rule in THEIRS if address.name.startswith(rule.begins)), None)


__all__ = ["ALSO", "BREAKS", "KINDS", "OURS", "THEIRS", "Rule", "Theirs", "rules_of"]
