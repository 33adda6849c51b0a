"""A real server over a database of its own: gunicorn with one worker, asked over the loopback with one connection."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PORT = int(os.environ.get("BENCH_PORT", "8199"))


def environment(var: Path, database_url: str) -> dict[str, str]:
    return {
        **os.environ,
        "DATA_DIR": str(var),
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
        "DEBUG": "0",
        "DEMO": "1",
        "SITE_URL": f"http://127.0.0.1:{PORT}",
    }


def manage(env: Mapping[str, str], *words: str) -> str:
    command = [sys.executable, str(ROOT / "manage.py"), *words]
    done = subprocess.run(command, env=dict(env), cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise SystemExit(f"{' '.join(words)} failed:\n{done.stdout}\n{done.stderr}")
    return done.stdout


@contextmanager
def serving(env: Mapping[str, str]) -> Iterator[http.client.HTTPConnection]:
    command = [sys.executable, "-m", "gunicorn", "serva.wsgi", "-b", f"127.0.0.1:{PORT}", "-w", "1", "--threads", "2"]
    server = subprocess.Popen(  # noqa: S603
        [*command, "--keep-alive", "60", "--log-level", "error"], env=dict(env), cwd=ROOT
    )
    try:
        yield wait_for(PORT)
    finally:
        server.terminate()
        server.wait(20)


def wait_for(port: int) -> http.client.HTTPConnection:
    for _ in range(120):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        try:
            connection.request("GET", "/floor/list/")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.5)
        else:
            return connection
    raise SystemExit("The server did not start.")
