"""Django's commands from wherever the caller stands."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hamdeli.config.settings")
    execute_from_command_line(["./run", *sys.argv[1:]])
