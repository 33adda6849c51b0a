"""For gunicorn: `gunicorn --pythonpath .,site serva.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "serva.settings")

application = get_wsgi_application()
