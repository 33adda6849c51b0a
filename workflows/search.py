"""Finding cases by what somebody says on the phone: a trigram index of our own over `Case.search_text`.

PostgreSQL: GIN over pg_trgm. SQLite: an FTS5 table with the trigram tokenizer, fed by triggers. Wagtail's database
search took 20 s on 200,000 rows in SQLite (measured), so cases are not in it.
"""

from typing import Any

from django.db import connections
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from workflows.models import Case

SHORTEST = 3  # letters of a trigram: shorter words find nothing by index
LONGEST = 100
WORDS = 6
BIGGEST_NUMBER = 2**63 - 1
FTS = "SELECT rowid FROM workflows_case_search WHERE workflows_case_search MATCH %s"

SQLITE = [
    """
    CREATE VIRTUAL TABLE IF NOT EXISTS workflows_case_search USING fts5(
        search_text, content='workflows_case', content_rowid='id', tokenize='trigram case_sensitive 1');
    """,
    """
    CREATE TRIGGER IF NOT EXISTS workflows_case_search_add AFTER INSERT ON workflows_case BEGIN
        INSERT INTO workflows_case_search(rowid, search_text) VALUES (new.id, new.search_text);
    END;
    """,
    """
    CREATE TRIGGER IF NOT EXISTS workflows_case_search_remove AFTER DELETE ON workflows_case BEGIN
        INSERT INTO workflows_case_search(workflows_case_search, rowid, search_text)
        VALUES ('delete', old.id, old.search_text);
    END;
    """,
    """
    CREATE TRIGGER IF NOT EXISTS workflows_case_search_change AFTER UPDATE OF search_text ON workflows_case
    WHEN old.search_text IS NOT new.search_text BEGIN
        INSERT INTO workflows_case_search(workflows_case_search, rowid, search_text)
        VALUES ('delete', old.id, old.search_text);
        INSERT INTO workflows_case_search(rowid, search_text) VALUES (new.id, new.search_text);
    END;
    """,
]
POSTGRES = [
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX IF NOT EXISTS case_search_text ON workflows_case USING gin (search_text gin_trgm_ops)",
]


def install(alias: str = "default") -> None:
    """Makes the index where it is missing. Again after every migrate: SQLite drops triggers with an altered table."""
    connection = connections[alias]
    if "workflows_case" not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        for statement in POSTGRES if connection.vendor == "postgresql" else SQLITE:
            cursor.execute(statement)


def install_after_migrate(sender: Any, using: str, **kwargs: Any) -> None:
    install(using)


def search_cases(cases: QuerySet[Case], text: str) -> QuerySet[Case]:
    """Cases in which every word of `text` stands, anywhere in a word; a number finds the case of that number too.

    Empty text leaves the rows as they are; only words too short to look for find nothing.
    """
    text = " ".join(text.replace("\x00", " ").split())[:LONGEST].lower()
    if not text:
        return cases
    number = text.removeprefix("#")
    by_number = Q(pk=int(number)) if number.isascii() and number.isdigit() and int(number) <= BIGGEST_NUMBER else Q()
    words = [word for word in text.split() if len(word) >= SHORTEST][:WORDS]
    if not words:
        return cases.filter(by_number) if by_number else cases.none()
    return cases.filter(by_number | containing(words, cases.db))


def containing(words: list[str], alias: str) -> Q:
    if connections[alias].vendor == "sqlite":
        match = " AND ".join('"' + word.replace('"', '""') + '"' for word in words)
        return Q(pk__in=RawSQL(FTS, [match]))  # noqa: S611 (a constant statement, the words are a parameter)
    found = Q()
    for word in words:
        found &= Q(search_text__contains=word)
    return found
