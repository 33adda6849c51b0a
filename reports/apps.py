from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("Reports")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from reports import panels  # noqa: F401
        from workflows import errands

        orders = "reports.models.erp_order.cases_of_orders"
        making, report = "reports.actions.make_erp_order", "reports.actions.write_article_report"
        sending = "reports.actions.send_erp_order.send_erp_order"
        errands.register("order", f"{making}.make_erp_order", on=["closed"], label=_("Making an ERP order"))
        errands.register("send_order", sending, label=_("An ERP order"), about=orders)
        errands.register("article_report", f"{report}.write_article_report", label=_("An article report"))
