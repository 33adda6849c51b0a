"""What the demo company's world is called. Invented names at real-looking Swedish addresses."""

from typing import Any

COMPANY = "Norrhiss Service AB"

STAFF = [  # first name, last name, role, team (None: the office)
    ("Tea", "Lind", "Tekniker", "Hissgruppen"),
    ("Nils", "Berg", "Tekniker", "Hissgruppen"),
    ("Samir", "Haddad", "Tekniker", "Hissgruppen"),
    ("Karin", "Öberg", "Tekniker", "Hissgruppen"),
    ("Jonas", "Åkesson", "Tekniker", "Dörrgruppen"),
    ("Mira", "Savic", "Tekniker", "Dörrgruppen"),
    ("Olle", "Nyström", "Tekniker", "Dörrgruppen"),
    ("Fatima", "Yusuf", "Tekniker", "Fastighetsjouren"),
    ("Per", "Wallin", "Tekniker", "Fastighetsjouren"),
    ("Lena", "Ek", "Arbetsledare", "Hissgruppen"),
    ("Börje", "Sund", "Arbetsledare", "Dörrgruppen"),
    ("Dora", "Falk", "Kontor", None),
    ("Hugo", "Lindahl", "Kontor", "Fastighetsjouren"),
    ("Edda", "Holm", "Ekonomi", None),
    ("Adam", "Nyman", "Administratör", None),
]
ABSENCES = [  # whose, first and last day from today, deputy, note
    ("Mira", -2, 9, "Olle", "Semester"),
    ("Samir", 6, 10, "Tea", "Kurs"),
]
TEAMS = ["Hissgruppen", "Dörrgruppen", "Fastighetsjouren"]

CATEGORIES = {  # Swedish, English: children
    ("Hiss", "Lift"): [
        ("Driftstopp", "Out of order"),
        ("Instängd person", "Person trapped"),
        ("Hissdörr", "Lift door"),
        ("Korg och belysning", "Car and lighting"),
        ("Tillsyn", "Maintenance visit"),
    ],
    ("Dörr", "Door"): [
        ("Dörrautomatik", "Door operator"),
        ("Lås och passage", "Locks and access"),
        ("Glas och karm", "Glass and frame"),
    ],
    ("Port", "Gate"): [("Garageport", "Garage door"), ("Industriport", "Industrial door")],
    ("Fastighet", "Property"): [("Belysning", "Lighting"), ("Vatten och avlopp", "Water and drains")],
}

CUSTOMERS = [  # name, contact, place names with street, postal code and city
    ("Brf Björken", "Anna Ström", "Stockholm", ["Hagagatan 14", "Hagagatan 16", "Hagagatan 18", "Surbrunnsgatan 33", "Döbelnsgatan 61", "Vanadisvägen 9"]),
    ("Åsen Fastigheter AB", "Otto Grahn", "Uppsala", ["Kungsgatan 52", "Vaksalagatan 21", "Dragarbrunnsgatan 40", "Svartbäcksgatan 88", "Råbyvägen 7", "Luthagsesplanaden 12"]),
    ("Region Mälardalen", "Birgitta Lund", "Västerås", ["Sjukhusentrén, Sigtunagatan 3", "Vårdcentral Bäckby, Rimfrostgatan 2", "Folktandvården, Stora gatan 66", "Rehab, Pettersbergsgatan 37", "Ambulansstationen, Tunbytorpsgatan 29"]),
    ("Lejonet Livs AB", "Rasmus Dahl", "Örebro", ["Butik Storgatan 5", "Butik Vasagatan 19", "Lager Aspholmsvägen 14", "Butik Längbrovägen 30", "Butik Brickebacken 8"]),
    ("Hotell Strandporten", "Ylva Ferm", "Sundsvall", ["Strandgatan 10", "Konferensen, Sjögatan 15", "Garaget, Bankgatan 4"]),
    ("Bostads AB Gläntan", "Marcus Vik", "Gävle", ["Brynäsgatan 25", "Södra Kungsgatan 39", "Nygatan 41", "Kaplansgatan 22", "Valbogatan 50", "Fleminggatan 13"]),
    ("Kyrkbyns församling", "Inga-Lill Moberg", "Falun", ["Församlingshemmet, Kyrkbacksvägen 8", "Kristinegården, Stigaregatan 4", "Kapellet, Norra Järnvägsgatan 20"]),
    ("Verkstaden 7 AB", "Tomas Rehn", "Eskilstuna", ["Verkstadsgatan 7", "Montering, Gustafsvägen 11", "Lastkajen, Tullgatan 3", "Kontoret, Kungsgatan 17", "Härderiet, Fabriksgatan 22", "Lager, Folkestagatan 5"]),
]  # fmt: skip
POSTAL_CODES = {"Stockholm": "113 52", "Uppsala": "753 21", "Västerås": "721 89", "Örebro": "702 23", "Sundsvall": "852 30", "Gävle": "802 54", "Falun": "791 71", "Eskilstuna": "632 20"}  # fmt: skip

GOLD = ["Region Mälardalen", "Hotell Strandporten"]
WEEK = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
LEVELS: list[dict[str, Any]] = [
    {
        "name_sv": "Kontorstid", "name_en": "Office hours", **dict.fromkeys(WEEK[:5], "07:00–16:00"),
        "acknowledge_normal": 4 * 60, "acknowledge_low": 9 * 60, "acknowledge_high": 2 * 60, "acknowledge_urgent": 30,
        "finish_normal": 45 * 60, "finish_low": 180 * 60, "finish_high": 18 * 60, "finish_urgent": 4 * 60,
    },
    {
        "name_sv": "Jour dygnet runt", "name_en": "On call, day and night", **dict.fromkeys(WEEK, "00:00–24:00"),
        "holidays_off": False, "acknowledge_normal": 30, "acknowledge_urgent": 10,
        "finish_normal": 24 * 60, "finish_high": 8 * 60, "finish_urgent": 2 * 60,
    },
    {
        "name_sv": "Avtal Guld", "name_en": "Gold agreement", **dict.fromkeys(WEEK, "00:00–24:00"),
        "holidays_off": False, "acknowledge_normal": 60, "acknowledge_low": 24 * 60, "acknowledge_urgent": 10,
        "finish_normal": 24 * 60, "finish_low": 10 * 24 * 60, "finish_high": 8 * 60, "finish_urgent": 2 * 60,
    },
]  # fmt: skip

LADDERS: dict[str, list[tuple[str, int, str]]] = {  # which time, minutes after it, what
    "Kontorstid": [
        ("acknowledge", -30, "remind"), ("acknowledge", 0, "tell_leader"), ("acknowledge", 120, "hand_back"),
        ("acknowledge", 240, "tell_office"), ("finish", -240, "remind"), ("finish", 0, "tell_leader"),
        ("finish", 9 * 60, "tell_office"),
    ],
    "Jour dygnet runt": [
        ("acknowledge", -5, "remind"), ("acknowledge", 5, "tell_leader"), ("acknowledge", 15, "tell_office"),
        ("finish", -30, "remind"), ("finish", 0, "tell_office"),
    ],
    "Avtal Guld": [
        ("acknowledge", -15, "remind"), ("acknowledge", 0, "hand_back"), ("acknowledge", 15, "tell_leader"),
        ("acknowledge", 60, "tell_office"), ("finish", -120, "remind"), ("finish", -30, "raise_priority"),
        ("finish", 0, "tell_leader"), ("finish", 120, "tell_office"),
    ],
}  # fmt: skip
UNTOUCHED = {"Hissgruppen": (240, "return"), "Fastighetsjouren": (60, "go_up")}  # minutes, then

ARTICLES = [  # Swedish, English, kind, unit, price
    ("Arbetstid tekniker", "Technician, hour", "hour", "tim", 745), ("Arbetstid jour", "On-call, hour", "hour", "tim", 1190),
    ("Restid", "Travel time", "hour", "tim", 595), ("Servicebil", "Service vehicle", "material", "st", 420),
    ("Styrkort hiss", "Lift controller board", "spare_part", "st", 8450), ("Dörrmotor hiss", "Lift door motor", "spare_part", "st", 5290),
    ("Bromsbelägg", "Brake lining", "spare_part", "par", 1640), ("Bärlina 8 mm", "Suspension rope 8 mm", "material", "m", 86),
    ("Korgknapp", "Car push button", "spare_part", "st", 385), ("Våningsdisplay", "Floor display", "spare_part", "st", 2150),
    ("Nödtelefon GSM", "Emergency phone GSM", "spare_part", "st", 3980), ("Nödtelefon batteri", "Emergency phone battery", "material", "st", 640),
    ("Styrsko", "Guide shoe", "spare_part", "st", 312), ("Styrskoinlägg", "Guide shoe insert", "material", "st", 94),
    ("Dörrhänge", "Door hanger", "spare_part", "st", 780), ("Dörrlås hiss", "Landing door lock", "spare_part", "st", 2240),
    ("Ljusridå", "Light curtain", "spare_part", "st", 4150), ("Fotocell", "Photocell", "spare_part", "st", 690),
    ("LED-panel korg", "Car LED panel", "material", "st", 890), ("Säkring 10 A", "Fuse 10 A", "material", "st", 28),
    ("Kontaktor 25 A", "Contactor 25 A", "spare_part", "st", 915), ("Frekvensomriktare 11 kW", "Inverter 11 kW", "spare_part", "st", 14900),
    ("Hydraulolja", "Hydraulic oil", "material", "l", 72), ("Hydraulpackning", "Hydraulic seal", "spare_part", "st", 1120),
    ("Hastighetsbegränsare", "Overspeed governor", "spare_part", "st", 6840), ("Dörrautomatik komplett", "Door operator, complete", "spare_part", "st", 9650),
    ("Dörrautomatik styrkort", "Door operator board", "spare_part", "st", 2980), ("Armbågskontakt", "Elbow switch", "spare_part", "st", 545),
    ("Radar dörr", "Door radar", "spare_part", "st", 1690), ("Säkerhetssensor dörr", "Door safety sensor", "spare_part", "st", 2460),
    ("Dörrstängare", "Door closer", "spare_part", "st", 1840), ("Låskolv", "Bolt", "spare_part", "st", 249),
    ("Elslutbleck", "Electric strike", "spare_part", "st", 1325), ("Motorlås", "Motor lock", "spare_part", "st", 4480),
    ("Låscylinder", "Lock cylinder", "spare_part", "st", 690), ("Nyckel kopia", "Key copy", "material", "st", 120),
    ("Passerläsare", "Card reader", "spare_part", "st", 3150), ("Trycke", "Door handle", "spare_part", "par", 465),
    ("Gångjärn", "Hinge", "spare_part", "st", 285), ("Tätningslist", "Sealing strip", "material", "m", 48),
    ("Glasruta härdad", "Toughened pane", "material", "m2", 2350), ("Karmskruv", "Frame screw", "material", "st", 9),
    ("Portfjäder", "Gate spring", "spare_part", "st", 2680), ("Portwire", "Gate cable", "material", "m", 64),
    ("Portmotor", "Gate motor", "spare_part", "st", 11200), ("Klämlist", "Safety edge", "spare_part", "m", 540),
    ("Portrulle", "Gate roller", "spare_part", "st", 165), ("Fjärrkontroll", "Remote control", "material", "st", 395),
    ("Slingdetektor", "Loop detector", "spare_part", "st", 1780), ("Signallampa", "Signal lamp", "spare_part", "st", 860),
    ("Lysrörsarmatur LED", "LED batten", "material", "st", 740), ("Rörelsevakt", "Motion sensor", "spare_part", "st", 590),
    ("Nödljus batteri", "Emergency light battery", "material", "st", 310), ("Packning vatten", "Water gasket", "material", "st", 22),
    ("Blandare", "Mixer tap", "spare_part", "st", 1490), ("Vattenlås", "Water trap", "spare_part", "st", 210),
    ("Avloppsrensning", "Drain clearing", "material", "st", 980), ("Smörjfett", "Grease", "material", "st", 145),
    ("Rengöringsmedel", "Cleaner", "material", "st", 98), ("Förbrukningsmaterial", "Consumables", "material", "st", 150),
]  # fmt: skip

FAULTS = {  # category: (title, description, what was done)
    "Driftstopp": [
        (
            "Hissen står still",
            "Hissen står still på {floor} och reagerar inte på knapparna.",
            "Bytte säkring och provkörde. Hissen går igen.",
        ),
        (
            "Hissen stannar mellan våningar",
            "Den stannade mellan två plan i morse och gick igång efter en stund.",
            "Justerade nivågivaren på {floor}. Provkörd tio gånger.",
        ),
        (
            "Larm i styrskåpet",
            "Displayen i korgen visar bara E04.",
            "Kvitterade felkod E04, bytte kontaktor. Återkom om felet visar sig igen.",
        ),
    ],
    "Instängd person": [
        (
            "Person fast i hissen",
            "En boende sitter fast sedan cirka tio minuter, mår bra.",
            "Löste ut personen och hittade en sliten dörrkontakt. Bytt.",
        )
    ],
    "Hissdörr": [
        (
            "Hissdörren går inte igen",
            "Dörren på {floor} stänger halvvägs och öppnar igen.",
            "Rengjorde ljusridån och tröskeln, dörren går som den ska.",
        ),
        ("Dörren skrapar", "Det skrapar när dörren på {floor} öppnar.", "Bytte styrskor i dörrbladet."),
    ],
    "Korg och belysning": [
        ("Mörkt i hisskorgen", "Lampan i korgen har slocknat.", "Bytte LED-panel."),
        ("Knapp fungerar inte", "Knappen till {floor} i korgen är intryckt.", "Bytte korgknapp."),
    ],
    "Tillsyn": [("Tillsyn av hiss", "Tillsyn enligt avtal.", "Tillsyn utförd enligt protokoll, inga anmärkningar.")],
    "Dörrautomatik": [
        (
            "Entrédörren öppnar inte",
            "Automatiken är död, folk får dra upp dörren för hand.",
            "Bytte styrkort och ställde in öppningstiden.",
        ),
        (
            "Dörren slår igen för hårt",
            "Den stänger så fort att en boende fick den på armen.",
            "Justerade stängkraften och kontrollerade säkerhetssensorn.",
        ),
    ],
    "Lås och passage": [
        ("Porttelefonen låser inte upp", "Det surrar men låset släpper inte.", "Bytte elslutbleck."),
        ("Nyckeln kärvar", "Det går knappt att vrida nyckeln i porten.", "Smörjde och bytte cylinder."),
    ],
    "Glas och karm": [
        (
            "Sprucken glasruta",
            "Rutan i entrédörren har en lång spricka.",
            "Skyddade rutan, måttade och satte nytt glas.",
        )
    ],
    "Garageport": [
        (
            "Garageporten stannar halvvägs",
            "Den går upp en halv meter och backar.",
            "Bytte fotocell och smörjde skenorna.",
        ),
        (
            "Fjärrkontrollen är borta",
            "Vi behöver två nya fjärrkontroller.",
            "Två nya fjärrkontroller inlärda och lämnade.",
        ),
    ],
    "Industriport": [
        (
            "Porten har hoppat av skenan",
            "Truck körde på porten, den sitter snett.",
            "Riktade skenan och bytte två rullar.",
        )
    ],
    "Belysning": [("Trapphuset är mörkt", "Lamporna på {floor} tänds inte.", "Bytte rörelsevakt.")],
    "Vatten och avlopp": [
        (
            "Stopp i avloppet",
            "Det kommer upp vatten ur golvbrunnen i tvättstugan.",
            "Rensade avloppet och spolade ledningen.",
        )
    ],
}
FLOORS = ["entréplan", "plan 1", "plan 2", "plan 3", "plan 4", "källarplanet"]
CUSTOMER_MESSAGES = [
    "Hur går det?",
    "Nu är det värre än i morse.",
    "Det går bra att komma när som helst före klockan 16.",
    "Porten är öppen till klockan 15.",
    "Samma fel som förra veckan.",
]
STAFF_MESSAGES = [
    "Jag är hos er i eftermiddag.",
    "Vi har beställt reservdelen, den kommer om två dagar.",
    "Kan någon möta mig vid porten klockan 10?",
    "Jag behöver komma åt maskinrummet, vem har nyckeln?",
]
NOTES = [
    "Ring före besök.",
    "Kolla även hiss B när du är där.",
    "Kunden har klagat tidigare, var noga.",
    "Reservdelen ligger i bilen.",
    "Fakturera inte restid, vi var redan i huset.",
]
WAITS = ["Väntar på reservdel.", "Väntar på att få komma in.", "Väntar på besked från er."]

SCHEDULES = [  # title, category, unit, every, worksites
    ("Tillsyn hiss varje månad", "Tillsyn", "MONTHLY", 1, 4), ("Tillsyn hiss varannan månad", "Tillsyn", "MONTHLY", 2, 3),
    ("Tillsyn hiss kvartalsvis", "Tillsyn", "MONTHLY", 3, 4), ("Service dörrautomatik halvårsvis", "Dörrautomatik", "MONTHLY", 6, 3),
    ("Service dörrautomatik årsvis", "Dörrautomatik", "YEARLY", 1, 2), ("Smörjning garageport", "Garageport", "MONTHLY", 3, 2),
    ("Kontroll industriport", "Industriport", "MONTHLY", 2, 3), ("Kontroll nödbelysning", "Belysning", "MONTHLY", 1, 3),
    ("Rensning golvbrunnar", "Vatten och avlopp", "MONTHLY", 6, 2), ("Veckokoll entrédörr", "Dörrautomatik", "WEEKLY", 1, 1),
    ("Kontroll nödtelefoner", "Instängd person", "MONTHLY", 1, 3), ("Årlig genomgång lås", "Lås och passage", "YEARLY", 1, 2),
]  # fmt: skip
