"""`python -m hamdeli.config.allocate`."""

import sys

from hamdeli.config.allocate.arguments import parse
from hamdeli.config.allocate.running import run

if __name__ == "__main__":
    sys.exit(run(parse(sys.argv[1:])))
