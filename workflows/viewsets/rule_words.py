"""What a rule is about, as a row of a list says it."""

from django.utils.translation import gettext

from workflows.category_tree import CategoryTree
from workflows.models import Responsibility


def in_words(rule: Responsibility, tree: CategoryTree) -> str:
    """What the row is about: "Storgatan 1 (Brf Björken) + VVS › Kran"."""
    parts = []
    if rule.worksite:
        parts.append(f"{rule.worksite} ({rule.worksite.customer})")
    elif rule.equipment is None and rule.customer:
        parts.append(str(rule.customer))
    if rule.equipment:
        where = "" if rule.worksite else f" ({rule.equipment.worksite})"
        parts.append(f"{rule.equipment}{where}")
    if rule.category_id:
        parts.append(tree.path(rule.category_id) or str(rule.category))
    return " + ".join(parts) or everything(rule)


def everything(rule: Responsibility) -> str:
    return gettext("Everything") if rule.is_limited else gettext("Everything that no other row covers")
