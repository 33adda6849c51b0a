from tests.own_database import db, own_database

__all__ = ["db", "own_database"]
