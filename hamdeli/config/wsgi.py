"""The door through which the web server comes."""

import os

from django.core.wsgi import get_wsgi_application

from hamdeli.config.serving.warming import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hamdeli.config.settings")

application = get_wsgi_application()
settle()
