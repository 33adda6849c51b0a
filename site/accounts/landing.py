"""Where a person belongs after log-in. Decided by permission names, so that accounts imports nothing of ours."""

from accounts.models import User

OFFICE = ("workflows.see_all_cases", "workflows.reassign_cases")


def landing(user: User) -> str:
    access = user.has_perm("wagtailadmin.access_admin")
    if access and any(user.has_perm(name) for name in OFFICE):
        return "/admin/"
    if user.has_perm("workflows.work_cases"):
        return "/field/"
    return "/admin/" if access else "/portal/"
