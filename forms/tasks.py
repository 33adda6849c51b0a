from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from forms import kept


@db_periodic_task(crontab(minute="35"))
def forget_kept_photos() -> None:
    kept.forget_old()
