"""Below /admin/. Names of Wagtail's own that stand first ("reports", "forms") are avoided."""

from django.urls import path

from reports.statistics import FIRST, QUESTIONS
from reports.viewsets import articles, erp_orders, exports, statistics
from reports.viewsets.work_order import work_order_view

app_name = "reports"

urlpatterns = [
    *(
        path(
            "statistics/" if name == FIRST else f"statistics/{name}/",
            statistics.StatisticsView.as_view(question_name=name),
            name=name,
        )
        for name in QUESTIONS
    ),
    path("used-articles/", articles.ArticlesView.as_view(), name="articles"),
    path("used-articles/file/", articles.article_file, name="article_file"),
    path("used-articles/export/", articles.mark_exported, name="mark_exported"),
    path("used-articles/jobs/<int:pk>/", articles.JobView.as_view(), name="job"),
    path("used-articles/jobs/<int:pk>/file/", articles.job_file, name="job_file"),
    path("exports/", exports.ExportsView.as_view(), name="exports"),
    path("exports/<int:pk>/", exports.ExportView.as_view(), name="export"),
    path("exports/<int:pk>/file/", exports.export_file, name="export_file"),
    path("exports/<int:pk>/write/", exports.write_export_file, name="write_export_file"),
    path("exports/<int:pk>/undo/", exports.undo, name="undo_export"),
    path("erp-orders/", erp_orders.ErpOrdersView.as_view(), name="erp_orders"),
    path("erp-orders/<int:pk>/", erp_orders.ErpOrderView.as_view(), name="erp_order"),
    path("erp-orders/<int:pk>/send/", erp_orders.SendView.as_view(), name="send_erp_order"),
    path("erp-orders/<int:pk>/by-hand/", erp_orders.SettleView.as_view(), name="settle_erp_order"),
    path("erp-orders/<int:pk>/cancel/", erp_orders.CancelView.as_view(), name="cancel_erp_order"),
    path("erp-orders/<int:pk>/again/", erp_orders.OrderAgainView.as_view(), name="order_again"),
    path("work-orders/<int:pk>/", work_order_view, name="work_order"),
]
