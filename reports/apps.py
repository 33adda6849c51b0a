from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("Reports")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from reports import panels  # noqa: F401
        from workflows import errands

        errands.register("order", "reports.actions.make_erp_order.make_erp_order", on=["closed"])
        errands.register("send_order", "reports.actions.send_erp_order.send_erp_order")
        errands.register("article_report", "reports.actions.write_article_report.write_article_report")
