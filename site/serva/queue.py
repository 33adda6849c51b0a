"""Huey's queue in a SQLite file that is not forced to the disk at each entry."""

import sqlite3

from huey import Huey
from huey.storage import SqliteStorage


class WakingStorage(SqliteStorage):
    """A power cut may take the last entries, never the file: a lost wake-up costs a minute, the sweep finds its errand.

    Forced to the disk, each would cost the person who waits for her page as much as the change itself.
    """

    def _create_connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection = super()._create_connection()
        connection.execute("PRAGMA synchronous=NORMAL")
        return connection


class WakingHuey(Huey):
    storage_class = WakingStorage
