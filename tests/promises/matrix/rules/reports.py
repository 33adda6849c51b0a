"""Ways out: statistics of the cases that one sees, used articles, exports, ERP orders, papers."""

from tests.promises.matrix.rules.base import ECONOMY, NOBODY, OFFICE, STAFF, Form, Rule

ORDER, CANCELLED = {"pk": "order"}, {"pk": "cancelled_order"}
BATCH, UNWRITTEN = {"pk": "batch"}, {"pk": "unwritten"}
EDDA = frozenset({"edda"})  # a job is its owner's alone
STATISTICS = Rule(STAFF, NOBODY, queries=("export=xlsx", "period=always&export=xlsx", "period=x", "below=1"))


def order(kind: str = "order", **fill: object) -> Form:
    return Form(f"/admin/erp-orders/{{{kind}}}/", fill=fill)


RULES = {
    **{f"reports:{name}": STATISTICS for name in ("worksites", "categories", "months", "status")},
    "reports:articles": Rule(OFFICE, NOBODY, queries=("customer=1", "status=done")),
    "reports:article_file": Rule(
        NOBODY, OFFICE, form=Form("/admin/used-articles/", fill={"form": "xlsx"}), changes=False
    ),
    "reports:mark_exported": Rule(NOBODY, ECONOMY, form=Form("/admin/used-articles/")),
    "reports:job": Rule(EDDA, NOBODY, takes={"pk": "job"}),
    "reports:job_file": Rule(EDDA, takes={"pk": "job"}),
    "reports:exports": Rule(OFFICE, NOBODY),
    "reports:export": Rule(OFFICE, NOBODY, takes=BATCH),
    "reports:export_file": Rule(OFFICE, takes=BATCH),
    "reports:write_export_file": Rule(NOBODY, ECONOMY, takes=UNWRITTEN, form=Form("/admin/exports/{unwritten}/")),
    "reports:undo_export": Rule(NOBODY, ECONOMY, takes=BATCH, form=Form("/admin/exports/{batch}/")),
    "reports:erp_orders": Rule(OFFICE, NOBODY, queries=("tab=all", "q=1")),
    "reports:erp_order": Rule(OFFICE, NOBODY, takes=ORDER),
    "reports:send_erp_order": Rule(NOBODY, ECONOMY, takes=ORDER, form=order()),
    "reports:settle_erp_order": Rule(NOBODY, ECONOMY, takes=ORDER, form=order(number="F-77")),
    "reports:cancel_erp_order": Rule(NOBODY, ECONOMY, takes=ORDER, form=order(reason="Nej")),
    "reports:order_again": Rule(NOBODY, ECONOMY, takes=CANCELLED, form=order("cancelled_order")),
    "reports:work_order": Rule(STAFF, takes={"pk": "case"}),
}  # fmt: skip
