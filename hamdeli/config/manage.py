"""Django's commands from wherever the caller stands."""

import sys

from django.core.management import execute_from_command_line

from hamdeli.config import environment

if __name__ == "__main__":
    environment.enter(sys.argv[1:])
    execute_from_command_line(["./run", *sys.argv[1:]])
