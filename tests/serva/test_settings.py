"""The settings as processes see them: each test starts one with its own environment."""

import ast
import contextlib
import json
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHOW = """
import json, sys
sys.path[:0] = ["site", "."]
from serva import settings
print(json.dumps({name: getattr(settings, name) for name in sys.argv[1:]}, default=str))
"""

CHECK = """
import sys
sys.path[:0] = ["site", "."]
from django.core.checks.registry import registry
from serva import checks
for check in registry.get_checks("--deploy" in sys.argv):
    if check.__module__ == checks.__name__:
        print(*check(app_configs=None), sep="\\n")
"""


def run(command: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env={**kept, **environment}, capture_output=True, text=True, timeout=120
    )


def shown(*names: str, **environment: str) -> dict:
    result = run(["-c", SHOW, *names], **environment)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


@pytest.fixture
def folder(tmp_path):
    return str(tmp_path / "var")


def test_it_runs_on_sqlite_and_files_when_nothing_is_set(folder):
    found = shown("DATABASES", "HUEY", "CACHES", "EMAIL_BACKEND", "DEBUG", "DEMO", "SECRET_KEY", DATA_DIR=folder)
    database = found["DATABASES"]["default"]
    assert database["NAME"] == f"{folder}/serva.sqlite3"
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert database["OPTIONS"]["timeout"] == 20
    assert "synchronous=FULL" in database["OPTIONS"]["init_command"]
    assert "ATOMIC_REQUESTS" not in database
    assert found["HUEY"]["connection"]["filename"] == f"{folder}/huey.sqlite3"
    assert found["HUEY"]["immediate"] is False
    assert found["CACHES"]["default"]["BACKEND"].endswith("DatabaseCache")
    assert found["EMAIL_BACKEND"] == "serva.mail.FolderBackend"
    assert found["DEBUG"] is found["DEMO"] is False
    assert shown("SECRET_KEY", DATA_DIR=folder)["SECRET_KEY"] == found["SECRET_KEY"]


def test_it_runs_on_postgresql_and_redis_when_told(folder):
    found = shown(
        "DATABASES", "HUEY", "CACHES", DATA_DIR=folder,
        DATABASE_URL="postgres://u:p@db/serva", REDIS_URL="redis://127.0.0.1:6379/3",
    )  # fmt: skip
    assert found["DATABASES"]["default"]["ENGINE"] == "django.db.backends.postgresql"
    assert found["HUEY"]["huey_class"] == "huey.RedisHuey"
    assert found["CACHES"]["default"]["LOCATION"] == "redis://127.0.0.1:6379/3"


def test_it_protects_a_real_deployment(folder):
    found = shown(
        "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "SESSION_COOKIE_SECURE", "SECURE_HSTS_SECONDS", "SECURE_SSL_REDIRECT",
        DATA_DIR=folder, SITE_URL="https://service.example.se",
    )  # fmt: skip
    assert "service.example.se" in found["ALLOWED_HOSTS"]
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://service.example.se"]
    assert found["SESSION_COOKIE_SECURE"] and found["SECURE_SSL_REDIRECT"] and found["SECURE_HSTS_SECONDS"] > 0


def test_it_says_in_one_sentence_what_is_wrong(folder):
    result = run(["manage.py", "check"], DATA_DIR=folder, DEBUG="perhaps")
    assert result.returncode != 0
    assert "DEBUG is 'perhaps'. Set it to 1 or 0." in result.stderr


WRONG_TOGETHER = [
    ({"DEMO": "1", "SITE_URL": "https://x.se", "TRUSTED_PROXY_COUNT": "1"}, [], "serva.E001", "Unset DEMO"),
    ({"DEBUG": "1", "SITE_URL": "https://x.se", "TRUSTED_PROXY_COUNT": "1"}, [], "serva.E002", "Unset DEBUG"),
    ({"REDIS_URL": "redis://127.0.0.1/0"}, [], "serva.W001", "Set DATABASE_URL"),
    ({"DATABASE_URL": "postgres://u@127.0.0.1/x"}, ["--deploy"], "serva.W002", "Set REDIS_URL"),
    ({}, ["--deploy"], "serva.W003", "Set EMAIL_URL"),
    ({}, ["--deploy"], "serva.W004", "Set SITE_URL"),
    ({"SITE_URL": "https://x.se"}, [], "serva.W005", "Set TRUSTED_PROXY_COUNT"),
    ({"SMS_USER": "u1"}, [], "serva.W006", "Set both"),
]


@pytest.mark.parametrize(("environment", "options", "code", "remedy"), WRONG_TOGETHER)
def test_it_names_the_remedy_of_a_wrong_combination(folder, environment, options, code, remedy):
    result = run(["-c", CHECK, *options], DATA_DIR=folder, DJANGO_SETTINGS_MODULE="serva.settings", **environment)
    assert code in result.stdout, result.stderr
    assert remedy in result.stdout


def test_it_names_none_where_all_goes_together(folder):
    assert run(["-c", CHECK], DATA_DIR=folder, DJANGO_SETTINGS_MODULE="serva.settings").stdout.strip() == ""


def test_it_deploys_without_a_warning(folder):
    result = run(
        ["manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        DATA_DIR=folder, SITE_URL="https://service.example.se", TRUSTED_PROXY_COUNT="1",
        DATABASE_URL="postgres://u@127.0.0.1/x", REDIS_URL="redis://127.0.0.1/0", EMAIL_URL="smtp://mail.example",
    )  # fmt: skip
    assert result.returncode == 0, result.stderr


def read_by_settings() -> set[str]:
    tree = ast.parse((ROOT / "site/serva/settings.py").read_text())
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    of_env = [call for call in calls if getattr(call.func.value, "id", "") == "env" and call.args]
    names = {(call.func.attr, call.args[0].value) for call in of_env if isinstance(call.args[0], ast.Constant)}
    secrets = {f"{name}_FILE" for kind, name in names if kind in ("secret", "database", "redis", "smtp")}
    return {name for _, name in names} | secrets


def test_it_is_told_by_the_example_file_in_full():
    lines = (ROOT / ".env.example").read_text().splitlines()
    example = {found[1] for line in lines if (found := re.match(r"#?\s?([A-Z][A-Z_]+)=", line))}
    assert example == read_by_settings()


@pytest.mark.sqlite
def test_it_has_all_its_tables_after_migrate(migrated):
    with contextlib.closing(sqlite3.connect(migrated)) as database:
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
    assert {"serva_cache", "accounts_user", "workflows_case"} <= tables
