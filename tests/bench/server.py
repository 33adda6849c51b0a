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
    """As in earnest: neither DEBUG nor DEMO, behind one proxy. Redis only where PostgreSQL is."""
    return {
        **os.environ,
        "DATA_DIR": str(var),
        "DATABASE_URL": database_url,
        "REDIS_URL": os.environ.get("REDIS_URL", "") if database_url else "",
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
        "DEBUG": "0",
        "DEMO": "0",
        "LOG_LEVEL": "ERROR",
        "FORM_SECONDS": "0",  # a visitor who measures is quick
        "SITE_URL": f"http://127.0.0.1:{PORT}",
        "TRUSTED_PROXY_COUNT": "1",
    }


def run(env: Mapping[str, str], *words: str) -> str:
    """What `python <words>` prints; its progress goes on to our own stderr."""
    command = [sys.executable, *words]
    done = subprocess.run(command, env=dict(env), cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(words)} failed:\n{done.stdout}")
    return done.stdout


@contextmanager
def serving(env: Mapping[str, str]) -> Iterator[tuple[http.client.HTTPConnection, int]]:
    """The connection, and the number of gunicorn's process."""
    command = [sys.executable, "-m", "gunicorn", "serva.wsgi", "-b", f"127.0.0.1:{PORT}", "-w", "1", "--threads", "2"]
    server = subprocess.Popen([*command, "--keep-alive", "75", "--log-level", "error"], env=dict(env), cwd=ROOT)
    try:
        yield wait_for(server), server.pid
    finally:
        server.terminate()
        server.wait(20)


def wait_for(server: subprocess.Popen[bytes]) -> http.client.HTTPConnection:
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=120)
    for _ in range(240):
        if server.poll() is not None:
            break
        try:
            connection.request("GET", "/floor/list/50/")
            connection.getresponse().read()
        except OSError:
            connection.close()
            time.sleep(0.5)
        else:
            return connection
    raise SystemExit("The server did not start.")
