import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from py_vapid import Vapid02
from py_vapid.utils import b64urlencode


class Command(BaseCommand):
    help = (
        "Makes the key with which notices to phones and browsers are signed, and keeps it in DATA_DIR/push-key. "
        "A new key in place of another ends what people have turned on: they turn it on once more."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--show", action="store_true", help="print a key for PUSH_KEY, and keep nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        key = new_key()
        if options["show"]:
            self.stdout.write(f"PUSH_KEY={key}")
            return
        path = settings.PUSH_KEY_PATH
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(key + "\n")
        except FileExistsError as error:
            raise CommandError(
                f"There is a key in {path} already. Remove the file first if it shall be another."
            ) from error
        except OSError as error:
            raise CommandError(f"The key cannot be kept in {path} ({error}).") from error
        self.stdout.write(f"The key is in {path}. Start Serva and its worker anew.")


def new_key() -> str:
    """32 bytes, base64 as browsers write it."""
    vapid = Vapid02()
    vapid.generate_keys()
    number = vapid.private_key.private_numbers().private_value
    return str(b64urlencode(number.to_bytes(32, "big")))
