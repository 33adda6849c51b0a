from collections import defaultdict

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from reports.statistics.base import Row, Statistic, counted, opened_within
from reports.statistics.period import Period
from workflows.category_tree import CategoryTree
from workflows.models import Case
from workflows.models.category import lineage


def cases_per_category(cases: QuerySet[Case], period: Period, below: int | None = None) -> Statistic:
    """The roots, or the children of `below`, each with everything below it. Two queries."""
    tree = CategoryTree()
    parents = {pk: node.parent_id for pk, node in tree.nodes.items()}
    below = below if below in parents else None
    sums: dict[int | None, list[int]] = defaultdict(lambda: [0, 0])
    deeper = set()
    for one in counted(opened_within(cases, period), "category"):
        line = lineage(one["category"], parents)
        if below is not None and below not in line:
            continue
        place = line.index(below) if below is not None else len(line)
        top = line[place - 1] if place else None  # None: of no category, or of `below` itself
        sums[top][0] += one["cases"]
        sums[top][1] += one["still_open"]
        if place > 1:
            deeper.add(top)
    ordered = sorted(sums.items(), key=lambda item: (-item[1][0], tree.path(item[0]) if item[0] else ""))
    rows = [row(tree, pk, below, numbers, inside=pk in deeper) for pk, numbers in ordered]
    heading = _("Cases per category")
    if below is not None:
        heading = _("Cases in %(category)s") % {"category": tree.path(below)}
    return Statistic(heading, _("Category"), period, rows)


def row(tree: CategoryTree, pk: int | None, below: int | None, numbers: list[int], *, inside: bool) -> Row:
    count, still_open = numbers
    if pk is not None:
        return Row(tree.nodes[pk].name, count, still_open, {"category": pk}, {"below": pk} if inside else None)
    label = _("No category") if below is None else _("%(category)s itself") % {"category": tree.nodes[below].name}
    return Row(label, count, still_open, None)
