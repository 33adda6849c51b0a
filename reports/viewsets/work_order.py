from io import BytesIO

from django.http import FileResponse, HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reports.pdf.work_order import work_order
from reports.viewsets.files import answer
from workflows.viewsets.case_gate import case_or_404


def work_order_view(request: HttpRequest, pk: int) -> FileResponse:
    """For whoever of the staff sees the case; prices only for those who may see money."""
    case = case_or_404(request, pk)
    money = request.user.has_perm("workflows.see_money")  # type: ignore[union-attr]
    content = work_order(case, language=get_language() or "sv", money=money)
    return answer(BytesIO(content), f"{_('work-order')}-{case.pk}.pdf", inline=True)
