"""Addresses of other packages: Wagtail, allauth. Staff come into Wagtail's admin and see what its own rights allow;
whatever that is, it must not tell of cases, customers or prices."""

from tests.promises.matrix.rules.base import ADAM, ANYBODY, NOBODY, OFFICE, STAFF, Theirs

THEIRS = [
    Theirs("account_", ANYBODY),
    Theirs("mfa_", ANYBODY - {"anonymous"}),
    Theirs("wagtailcore_", ANYBODY),
    Theirs("wagtaildocs_authenticate_with_password", ANYBODY),
    # Everybody in the admin: its start page, the own account, scripts and signs.
    Theirs("wagtailadmin_home", STAFF),
    Theirs("wagtailadmin_account", STAFF),
    Theirs("wagtailadmin_logout", ANYBODY),
    Theirs("wagtailadmin_password_reset", ANYBODY),  # leads to ours
    Theirs("wagtailadmin_sprite", ANYBODY),
    Theirs("wagtailadmin_", STAFF),
    Theirs("wagtail_bulk_action", STAFF),
    Theirs("wagtailforms", STAFF, whoever=True),
    Theirs("wagtailsnippets", STAFF),
    Theirs("wagtailembeds", STAFF),
    Theirs("wagtailimages", STAFF),
    Theirs("wagtaildocs", STAFF),
    Theirs("wagtailusers", ADAM),
    Theirs("wagtailsites", ADAM),
    Theirs("wagtailredirects", ADAM),
    Theirs("wagtailsettings", ADAM),
    Theirs("admin/", STAFF),
]

# What their arguments name: kinds of `World.shared`; anything else is a number that nothing has.
KINDS = {
    "page_id": "page", "parent_page_id": "parent", "page_to_move_id": "page", "destination_id": "root",
    "page_pk": "page", "image_id": "image", "document_id": "document", "doc_id": "document",
    "collection_id": "collection", "pk": "group", "filter_spec": "=width-100", "app_label": "=workflows",
    "model_name": "=case", "app_name": "=workflows", "action": "=delete", "action_name": "=copy",
    "content_type_app_name": "=intake", "content_type_model_name": "=intakeformpage", "revision_id_a": "=live",
    "revision_id_b": "=latest", "uidb36": "=1", "uidb64": "=MQ", "key": "=abc-def", "token": "=abc-def",
    "object_id": "case", "name": "=x",
}  # fmt: skip

# Where Wagtail 8 itself breaks on a POST that no form of its sends: for people who are let in, and in this way only.
BREAKS = {
    "wagtailadmin_choose_page_external_link": "'NoneType' object has no attribute 'startswith'",
    "wagtailadmin_pages:copy": "new_parent_page",
}

# The same addresses with other arguments, with `{kind}` for things of the other customer.
SETTINGS = "/admin/settings"
ALSO = [
    (f"{SETTINGS}/workflows/company/{{company}}/", ADAM),
    (f"{SETTINGS}/website/brand/{{site}}/", ADAM),
    (f"{SETTINGS}/reports/erpsettings/{{erpsettings}}/", ADAM),
    ("/admin/forms/submissions/{page}/", OFFICE),
    ("/admin/forms/submissions/{page}/?export=xlsx", OFFICE),
    ("/admin/forms/submissions/{page}/?export=csv", OFFICE),
    ("/admin/forms/submissions/{page}/results/", OFFICE),
    ("/admin/pages/usage/workflows/case/", NOBODY),
    ("/admin/editing-sessions/ping/workflows/case/{case}/1/", NOBODY),
    ("/admin/editing-sessions/ping/workflows/customer/{customer}/1/", OFFICE),
    ("/admin/editing-sessions/ping/workflows/message/1/1/", NOBODY),
    ("/admin/tag-autocomplete/?term=a", STAFF),
    ("/admin/api/main/pages/?fields=*&type=intake.IntakeFormPage", STAFF),
    ("/admin/snippets/workflows/case/", NOBODY),
    ("/admin/reports/page-types-usage/?export=xlsx", STAFF),
    ("/admin/pages/search/?q=kanari", STAFF),
    ("/admin/?q=kanari", STAFF),
]
