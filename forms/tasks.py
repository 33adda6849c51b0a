from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from forms import kept
from forms.models.stopped import forget_old


@db_periodic_task(crontab(minute="35"))
def forget_kept_photos() -> None:
    kept.forget_old()


@db_periodic_task(crontab(hour="3", minute="40"))
def forget_stopped_posts() -> None:
    forget_old()
