"""The technician's pages. The office works there too if it likes; economy and customers have no business there."""

from tests.promises.matrix.rules.base import BY_FIELD, NOBODY, OWNERS, WORKERS, Form, Rule, upload


def page(kind: str = "case", **fill: object) -> Form:
    return Form(f"/field/{{{kind}}}/", by=BY_FIELD, fill=fill)


def own_page(**fill: object) -> Form:
    return Form("", by=BY_FIELD, fill=fill)


CASE, FILE = {"pk": "case"}, {"pk": "case", "attachment": "file"}
ABSENCE, ABSENCES = {"pk": "absence"}, Form("/field/absences/", by=BY_FIELD)
RULES = {
    **{f"technician:{name}": Rule(WORKERS, NOBODY, queries=("p=2",)) for name in ("work", "team", "waiting", "done")},
    "technician:search": Rule(WORKERS, NOBODY, queries=("q=a", "q=papeg", "q=koltr")),
    "technician:case": Rule(WORKERS, NOBODY, takes=CASE),
    "technician:acknowledge": Rule(WORKERS, takes=CASE, form=page()),
    "technician:start": Rule(WORKERS, takes=CASE, form=page()),
    "technician:resume": Rule(WORKERS, takes={"pk": "waiting"}, form=page("waiting")),
    "technician:pause": Rule(WORKERS, takes={"pk": "started"}, form=own_page(words="Väntar på del")),
    "technician:stage": Rule(WORKERS, takes={"pk": "started"}, form=own_page(stage="{stage}")),
    "technician:finish": Rule(WORKERS, takes={"pk": "started"}, form=own_page(body="Klart", files=upload)),
    "technician:message": Rule(WORKERS, takes=CASE, form=page(body="Vi kommer", files=upload)),
    "technician:note": Rule(WORKERS, takes=CASE, form=page(body="Ta med stegen", files=upload)),
    "technician:photos": Rule(WORKERS, takes=CASE, form=page(files=upload)),
    "technician:articles": Rule(WORKERS, takes=CASE, form=Form(query="?q=A-10", by=BY_FIELD), queries=("q=A-10",)),
    "technician:remove_article": Rule(
        WORKERS,
        takes={"pk": "case", "used": "used"},
        form=Form("/field/{case}/articles/", by=BY_FIELD),
        posts_only=True,
    ),
    "technician:use_planned": Rule(
        WORKERS,
        takes={"pk": "case", "planned": "planned"},
        form=Form("/field/{case}/", by=BY_FIELD),
        posts_only=True,
    ),
    "technician:nothing_used": Rule(
        WORKERS,
        takes={"pk": "scheduled"},
        form=Form("/field/{scheduled}/articles/", by=BY_FIELD),
        posts_only=True,
    ),
    "technician:checklist": Rule(
        WORKERS,
        takes={"pk": "case", "template": "own_checklist"},
        form=own_page(complete="1"),
    ),
    "technician:absences": Rule(WORKERS, form=own_page(first_day="2031-05-01", last_day="2031-05-02")),
    "technician:end_absence": Rule(OWNERS, takes=ABSENCE, form=ABSENCES, posts_only=True),
    "technician:hand_over_cases": Rule(OWNERS, takes=ABSENCE, form=ABSENCES, posts_only=True),
    # All of the field read the register of worksites whole; the cases on its card are hers and her team's.
    "technician:place": Rule(WORKERS, takes={"pk": "worksite"}, whoever=True, form=own_page(case="")),
    "technician:notices": Rule(WORKERS, form=own_page(all="1"), queries=("p=2",)),
    "technician:notice_choices": Rule(WORKERS, form=own_page(digest="daily")),
    "technician:file": Rule(WORKERS, NOBODY, takes=FILE),
    "technician:thumbnail": Rule(WORKERS, NOBODY, takes=FILE),
}
