"""What customers and strangers come to: the portal, the one-case link, forms and codes, log-in."""

from tests.promises.matrix.rules.base import (
    ANYBODY,
    BY_CUSTOMER,
    CONTACTS,
    LOGGED_IN,
    NOBODY,
    STAFF,
    Form,
    Rule,
    upload,
)

CASE, FILE = {"pk": "case"}, {"pk": "case", "attachment": "file"}
LINK, LINK_FILE = {"token": "token"}, {"token": "token", "attachment": "file"}
WORDS = {"body": "Hur går det?", "files": upload}
CUSTOMERS = ANYBODY - STAFF  # staff who open a customer's link only read


def portal(page: str, **fill: object) -> Form:
    return Form(page, by=BY_CUSTOMER, fill=fill)


PORTAL: dict[str, Rule | list[Rule]] = {
    "portal:cases": Rule(CONTACTS, NOBODY, queries=("status=all", "q=a", "status=ended&p=2")),
    "portal:worksites": Rule(CONTACTS, NOBODY),
    "portal:settings": Rule(CONTACTS, form=portal("", name="Ann")),
    "portal:notices": Rule(CONTACTS, takes={}, form=portal("", all="1"), queries=("p=2",)),
    "portal:notice_choices": Rule(CONTACTS, form=portal("", digest="daily")),
    "portal:case": Rule(CONTACTS, NOBODY, takes=CASE),
    "portal:message": Rule(CONTACTS, takes=CASE, form=portal("/portal/{case}/", **WORDS)),
    "portal:approve": Rule(CONTACTS, takes={"pk": "done"}, form=portal("/portal/{done}/")),
    "portal:reopen": Rule(CONTACTS, takes={"pk": "done"}, form=portal("/portal/{done}/", reason="Nej")),
    "portal:file": [Rule(CONTACTS, NOBODY, takes=FILE), Rule(NOBODY, takes={"pk": "case", "attachment": "note_file"})],
    "portal:thumbnail": Rule(CONTACTS, NOBODY, takes=FILE),
}
CASE_LINK: dict[str, Rule | list[Rule]] = {
    "case_link:case": Rule(ANYBODY, NOBODY, takes=LINK, by_token=True),
    "case_link:message": Rule(CUSTOMERS, takes=LINK, by_token=True, form=portal("/c/{token}/", **WORDS)),
    "case_link:approve": Rule(CUSTOMERS, takes={"token": "done_token"}, by_token=True, form=portal("/c/{done_token}/")),
    "case_link:reopen": Rule(
        CUSTOMERS, takes={"token": "done_token"}, by_token=True, form=portal("/c/{done_token}/", reason="Nej")
    ),
    "case_link:file": [
        Rule(ANYBODY, NOBODY, takes=LINK_FILE, by_token=True),
        Rule(NOBODY, takes={"token": "token", "attachment": "note_file"}, by_token=True),
    ],
    "case_link:thumbnail": Rule(ANYBODY, NOBODY, takes=LINK_FILE, by_token=True),
}
INTAKE = {
    "intake:by_number": Rule(ANYBODY, NOBODY),
    "intake:open_at": Rule(LOGGED_IN, NOBODY, queries=("worksite=1&category=", "worksite=2&category=1")),
    "intake:received": Rule(ANYBODY, NOBODY),
    "intake:receipt": Rule(ANYBODY, NOBODY, takes={"token": "receipt"}, by_token=True),
    "intake:scan": Rule(
        ANYBODY,
        takes={"token": "code_token"},
        by_token=True,
        form=portal("", vad_har_du_sett="Glas", kan_nagon_skadas="no"),
    ),
}
# Nobody is logged in there, whoever comes. What programs send, and what becomes of it, is asked in tests/api.
NAMELESS = {
    "embedded:received": Rule(ANYBODY, NOBODY),
    "embedded:receipt": Rule(ANYBODY, NOBODY, takes={"token": "receipt"}, by_token=True),
    "embedded:form": Rule(
        ANYBODY,
        takes={"slug": "form_slug"},
        form=portal("", vad_har_du_sett="Glas", kan_nagon_skadas="no", var_ar_det="Trappan"),
    ),
    "api:form": Rule(ANYBODY, NOBODY, takes={"slug": "form_slug"}),
    "api:send": Rule(NOBODY, ANYBODY, takes={"slug": "form_slug"}),
    "api:openapi-json": Rule(ANYBODY, NOBODY),
    "api:openapi-view": Rule(ANYBODY, NOBODY),
    "api:api-root": Rule(NOBODY),
}
OTHERS = {
    "landing": Rule(ANYBODY - {"anonymous"}, NOBODY, leads_home=True),
    "set_language": Rule(NOBODY, ANYBODY, leads_home=True),
    "brand_css": Rule(ANYBODY, NOBODY),
    "favicon.ico": Rule(ANYBODY),
    "wagtailadmin_javascript_catalog": Rule(ANYBODY, NOBODY),
    "media/images/<path:path>": Rule(ANYBODY, takes={"path": "image_path"}),
    "media/avatar_images/<path:path>": Rule(STAFF, takes={"path": "avatar_path"}),
    # The website's pages, the forms among them; what is posted there is asked in tests/forms.
    "wagtail_serve": Rule(ANYBODY, takes={"_0": "page_path"}, form=portal(""), changes=False),
    "wagtaildocs_serve": Rule(ANYBODY, takes={"_0": "document", "_1": "document_name"}),
}
RULES = {**PORTAL, **CASE_LINK, **INTAKE, **NAMELESS, **OTHERS}
