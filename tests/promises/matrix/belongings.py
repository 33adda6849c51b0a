"""Files, orders and exports of the world, and what belongs to nobody in it."""

import io
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Page, Site

from forms.label_job import KIND as LABELS
from forms.labels import Label
from forms.models import IntakeFormPage
from forms.portable.writing import as_file
from forms.trial_print import trial_print
from reports.actions.cancel_erp_order import cancel_erp_order
from reports.actions.export_used_articles import export_used_articles
from reports.actions.make_erp_order import make_erp_order
from reports.actions.write_article_report import KIND
from reports.excel import writing
from reports.models import ErpSettings
from tests.cast import Cast
from tests.pictures import jpeg
from tests.promises.matrix.marks import MARKS
from tests.promises.matrix.world import MISSING, Side
from workflows.actions.move_cases import KIND as MOVES
from workflows.actions.publish_checklist import publish_checklist
from workflows.actor import Actor
from workflows.excel.waiting import keep
from workflows.models import (
    Category,
    ChecklistItem,
    ChecklistTemplate,
    Company,
    Gate,
    Job,
    NotificationRule,
    NotificationTemplate,
    ServiceLevel,
    Stage,
    WebhookEndpoint,
)
from workflows.pictures import accept

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def ways_out(side: Side, cast: Cast) -> dict[str, Any]:
    """Orders of the two closed cases, one of them cancelled; an export with its file and one that has none yet."""
    by = Actor.of(cast.edda, via="admin")
    order, cancelled = (
        make_erp_order(side.cases[name].events.get(kind="closed").pk) for name in ("closed", "closed_too")
    )
    assert order is not None and cancelled is not None
    cancel_erp_order(cancelled, by=by)
    asked = f"customer={side.worksite.customer_id}&status="
    batch, unwritten = (export_used_articles(asked + status, by=by) for status in ("done", "waiting"))
    writing.keep_file(batch)
    return {"order": order.pk, "cancelled_order": cancelled.pk, "batch": batch.pk, "unwritten": unwritten.pk}


def eddas_job(cast: Cast) -> Job:
    job = Job.objects.create(kind=KIND, title="Använda artiklar", user=cast.edda, state=Job.State.DONE)
    job.file.save("artiklar.xlsx", ContentFile(f"{MARKS['asen']['case']} 7345,61".encode()))
    return job


def doras_labels(cast: Cast) -> Job:
    job = Job.objects.create(kind=LABELS, title="Etiketter", user=cast.dora, state=Job.State.DONE)
    job.file.save("labels.pdf", ContentFile(trial_print(Label("https://serva.example/q/x/", "Provet"))))
    return job


def doras_moves(cast: Cast) -> Job:
    return Job.objects.create(kind=MOVES, user=cast.dora, state=Job.State.DONE, parameters={"cases": [], "left": 0})


def doras_import(cast: Cast) -> str:
    """Read in but not said yes to; under the register's name, so that no other register shows it."""
    return keep(io.BytesIO(f"Kundnummer;Namn\n2001;{MARKS['asen']['register']} Ny\n".encode()), cast.dora, "customer")


def a_checklist(name: str, category: Category | None = None) -> ChecklistTemplate:
    template = ChecklistTemplate.objects.create(name_sv=name, category=category)
    ChecklistItem.objects.create(template=template, label_sv="Nödstopp", is_required=False)
    publish_checklist(template)
    return template


def shared_things(cast: Cast, page: IntakeFormPage) -> dict[str, Any]:
    """Each of SHARED."""
    image = Image.objects.create(title="Bild", file=ImageFile(io.BytesIO(jpeg()), "bild.jpg"))
    document = Document.objects.create(title="Blad", file=SimpleUploadedFile("blad.txt", b"blad"))
    avatar = default_storage.save("avatar_images/tea.jpg", ContentFile(jpeg()))
    return {
        "article": cast.article.pk,
        "category": cast.lift_category.pk,
        "service_level": ServiceLevel.objects.create(name_sv="Kontorstid").pk,
        "stage": Stage.objects.create(name_sv="Beställt").pk,
        "gate": Gate.objects.create(requires="photo", category=Category.objects.create(name_sv="Tak")).pk,
        "checklist": a_checklist("Egenkontroll").pk,
        "team": cast.lifts.pk,
        "colleague": cast.nils.pk,
        "group": Group.objects.get(name="Ekonomi").pk,
        "page": page.pk,
        "form_slug": page.slug,
        "page_path": f"{page.slug}/",
        "parent": page.get_parent().pk,
        "root": Page.objects.get(depth=1).pk,
        "site": Site.objects.get().pk,
        "image": image.pk,
        "image_path": image.get_rendition("width-30").file.name.partition("/")[2],
        "avatar_path": avatar.partition("/")[2],
        "document": document.pk,
        "document_name": document.filename,
        "collection": image.collection_id,
        "company": Company.load().pk,
        "erpsettings": ErpSettings.load().pk,
        "job": eddas_job(cast).pk,
        "printing": doras_labels(cast).pk,
        "moving": doras_moves(cast).pk,
        "import": doras_import(cast),
        "form_import": keep(io.BytesIO(as_file(page)), cast.adam, "intakeformpage"),
        "nothing": MISSING,
        "notification_rule": NotificationRule.objects.order_by("pk")[0].pk,
        "notification_template": NotificationTemplate.objects.order_by("pk")[0].pk,
        "webhook_endpoint": WebhookEndpoint.objects.get().pk,
    }


def picture(name: str) -> Any:
    return accept(SimpleUploadedFile(name, jpeg(), "image/jpeg"))


def paper(name: str) -> Any:
    return accept(SimpleUploadedFile(name, PDF, "application/pdf"))
