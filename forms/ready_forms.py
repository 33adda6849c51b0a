"""Three forms to begin with: the demo company has them, and a new installation may."""

from typing import Any

from wagtail.models import Page

from forms.models import IntakeFormPage, Question
from workflows.models import Category

Texts = tuple[str, str]


def question(
    kind: str, label: Texts, help_text: Texts = ("", ""), choices: Texts = ("", ""), **more: Any
) -> dict[str, Any]:
    return {
        "field_type": kind,
        "label_sv": label[0],
        "label_en": label[1],
        "help_sv": help_text[0],
        "help_en": help_text[1],
        "choices_sv": choices[0],
        "choices_en": choices[1],
        **more,
    }


WHERE = question("worksite", ("Var är det?", "Where is it?"), required=True)
PHOTOS = question(
    "photos",
    ("Foton", "Photos"),
    ("Ett foto säger ofta mer än orden. Upp till tio.", "A photo often says more than words. Up to ten."),
)
NAME = question("short_text", ("Ditt namn", "Your name"), maps_to="reporter_name")
IN_DANGER = question(
    "yes_no",
    ("Är någon instängd eller i fara?", "Is somebody locked in or in danger?"),
    required=True,
)
STOP = question(
    "stop",
    ("Ring i stället för att skriva", "Call instead of writing"),
    (
        "Är det fara för liv? Ring 112, och sedan oss. Sitter någon fast utan att vara i fara, ring oss direkt.",
        "Is a life in danger? Call 112, and then us. If somebody is stuck but not in danger, call us at once.",
    ),
    conditions=[{"question": "ar_nagon_instangd_eller_i_fara", "operator": "is", "value": "yes"}],
)
EMAIL = question(
    "email",
    ("Din e-post", "Your e-mail"),
    ("Dit skickar vi länken där du kan följa ärendet.", "We send the link to follow the case there."),
    maps_to="reporter_email",
)
PHONE = question("phone", ("Ditt telefonnummer", "Your phone number"), maps_to="reporter_phone")

READY: dict[str, dict[str, Any]] = {
    "request": {
        "slug": "serviceanmalan",
        "title": "Serviceanmälan",
        "title_en": "Service request",
        "intro_sv": (
            "<p>Något som inte fungerar, eller som behöver ses över? Berätta vad det "
            "gäller, så tar rätt person hand om det.</p>"
        ),
        "intro_en": (
            "<p>Something that does not work, or needs to be looked at? Tell us, and "
            "the right person takes care of it.</p>"
        ),
        "thanks_sv": (
            "<p>Anmälan har redan nått den som ansvarar för platsen. På ärendets sida "
            "ser du när arbetet börjar och när det är klart.</p>"
        ),
        "thanks_en": (
            "<p>Your request has already reached the person who answers for the place. On the "
            "page of your case you see when work begins and when it is done.</p>"
        ),
        "questions": [
            IN_DANGER,
            STOP,
            question(
                "short_text",
                ("Vad gäller det?", "What is it about?"),
                ("Till exempel: Hissen stannar mellan våningarna.", "For example: The lift stops between floors."),
                required=True,
                maps_to="title",
            ),
            question(
                "long_text",
                ("Berätta mer", "Tell us more"),
                (
                    "Vad har hänt, sedan när, och vem kan släppa in oss?",
                    "What happened, since when, and who can let us in?",
                ),
                maps_to="description",
            ),
            WHERE,
            question(
                "choice",
                ("Hur bråttom är det?", "How urgent is it?"),
                choices=("Samma dag\nDen här veckan\nNär det passar", "The same day\nThis week\nWhen it suits you"),
                required=True,
            ),
            PHOTOS,
            NAME | {"required": True},
            EMAIL,
            PHONE,
        ],
    },
    "deviation": {
        "slug": "avvikelse",
        "title": "Avvikelse",
        "title_en": "Deviation",
        "intro_sv": (
            "<p>Har du sett något som inte är som det ska? Skriv vad, och lägg gärna till ett "
            "foto. Du behöver inte säga vem du är.</p>"
        ),
        "intro_en": (
            "<p>Have you seen something that is not as it should be? Write what, and please "
            "add a photo. You need not say who you are.</p>"
        ),
        "thanks_sv": "<p>Tack för att du sa till. Den som ansvarar för platsen har fått din anmälan.</p>",
        "thanks_en": "<p>Thank you for telling us. The person who answers for the place has your report.</p>",
        "questions": [
            question("long_text", ("Vad har du sett?", "What have you seen?"), required=True, maps_to="description"),
            question(
                "yes_no",
                ("Kan någon skadas?", "Can somebody get hurt?"),
                ("Är det fara för liv? Ring 112 först.", "Is a life in danger? Call 112 first."),
                required=True,
            ),
            question(
                "long_text",
                ("Vem kan skadas, och hur?", "Who can get hurt, and how?"),
                (
                    "Har du kunnat spärra av eller varna andra? Skriv det också.",
                    "Could you close it off or warn others? Write that too.",
                ),
                conditions=[{"question": "kan_nagon_skadas", "operator": "is", "value": "yes"}],
            ),
            WHERE,
            PHOTOS,
            NAME | {"help_sv": "Om du vill.", "help_en": "If you like."},
            EMAIL | {"label_sv": "Din e-post, om du vill ha svar", "label_en": "Your e-mail, if you want an answer"},
        ],
    },
    "order": {
        "slug": "bestallning",
        "title": "Beställning",
        "title_en": "Order",
        "intro_sv": "<p>Beställ arbete eller material. Vi bekräftar innan vi börjar.</p>",
        "intro_en": "<p>Order work or material. We confirm before we begin.</p>",
        "thanks_sv": "<p>Vi går igenom beställningen och återkommer med besked om när vi kan börja.</p>",
        "thanks_en": "<p>We go through your order and get back to you about when we can begin.</p>",
        "questions": [
            question(
                "short_text", ("Vad vill du beställa?", "What would you like to order?"), required=True, maps_to="title"
            ),
            question("long_text", ("Beskriv arbetet", "Describe the work"), maps_to="description"),
            WHERE,
            question(
                "multiple_choice",
                ("Vad ska ingå?", "What should be included?"),
                choices=("Arbete\nMaterial\nBesiktning\nBortforsling", "Work\nMaterial\nInspection\nRemoval"),
            ),
            question(
                "articles",
                ("Artiklar och antal", "Articles and quantities"),
                (
                    "Skriv artikelnummer eller namn, en sak på varje rad.",
                    "Write the article number or the name, one thing on each row.",
                ),
            ),
            question("date", ("Önskat datum", "Preferred date")),
            question("short_text", ("Ert ordernummer", "Your order number"), maps_to="order_number"),
            PHOTOS,
            NAME | {"required": True},
            EMAIL | {"required": True},
            PHONE,
        ],
    },
}


def make_ready_forms(parent_page: Page, categories: dict[str, Category] | None = None) -> dict[str, IntakeFormPage]:
    """{kind: page}, live below the parent. A form whose address is taken there is left as it is."""
    made = {}
    for kind, ready in READY.items():
        there = IntakeFormPage.objects.child_of(parent_page).filter(slug=ready["slug"]).first()
        made[kind] = there or make_form(parent_page, kind, ready, (categories or {}).get(kind))
    return made


def make_form(parent_page: Page, kind: str, ready: dict[str, Any], category: Category | None) -> IntakeFormPage:
    texts = {name: value for name, value in ready.items() if name != "questions"}
    page = IntakeFormPage(kind=kind, category=category, **texts)
    taken: set[str] = set()
    for order, values in enumerate(ready["questions"]):
        one = Question(sort_order=order, **values)
        one.clean()
        one.clean_name = one.get_field_clean_name()
        assert one.clean_name not in taken, one.clean_name
        taken.add(one.clean_name)
        page.questions.add(one)
    parent_page.add_child(instance=page)
    return page
