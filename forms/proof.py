"""Proof of work: a task of about a second for the sender's browser, asked for only when much comes in.

A task is made for one opened form and ends after MINUTES. That form becomes one case (`submission_key` is unique):
a proof is worth one case, however often it is sent. The tasks have the format of ALTCHA; proof.js works on them.
"""

from datetime import timedelta
from typing import Any

from altcha import ChallengeOptionsV1, PayloadV1, create_challenge_v1, verify_solution_v1
from django.utils import timezone
from django.utils.crypto import salted_hmac

MOST = 60_000  # digests: half of them on average
MINUTES = 20
LONGEST = 2000  # letters of a proof; ours have about 450


def secret() -> str:
    return salted_hmac("forms.proof", "", algorithm="sha256").hexdigest()


def task_for(key: str) -> dict[str, Any]:
    """For the browser: algorithm, challenge, salt, signature, maxNumber."""
    ends = timezone.now() + timedelta(minutes=MINUTES)
    options = ChallengeOptionsV1(max_number=MOST, hmac_key=secret(), expires=ends, params={"key": key})
    return dict(create_challenge_v1(options).to_dict())


def holds(proof: str, key: str) -> bool:
    """Whether it is solved, is ours, is in time, and was made for this opened form."""
    if not proof or len(proof) > LONGEST:
        return False
    try:
        payload = PayloadV1.from_base64(proof)
        named = payload.parse_salt()[2].get("key")
        return named == [key] and verify_solution_v1(proof, secret(), check_expires=True)[0]
    except (ValueError, TypeError, KeyError, AttributeError):
        return False
