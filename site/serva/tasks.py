from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from serva import upkeep


@db_periodic_task(crontab(minute="50"))
def learn_the_tables() -> None:
    upkeep.learn_the_tables()
