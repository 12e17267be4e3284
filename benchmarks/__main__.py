"""`./run bench NAME [--json FILE]`: run one benchmark, or all."""

import importlib
import sys

MODULES = {
    "allocation": "benchmarks.allocation",
    "coverage": "benchmarks.coverage",
    "delegation": "benchmarks.delegation",
    "import": "benchmarks.imports",
    "pages": "benchmarks.pages",
    "worker": "benchmarks.worker",
    "dashboard": "benchmarks.dashboard",
    "nation": "benchmarks.nation",
}
HELP = f"""\
./run bench NAME [--json FILE] [...]     measure (اندازه‌گیری)

  allocation   the optimum of 22,485 files and 421 centres, and larger ones, beside OR-Tools
  coverage     where 50 centres should open for 10,000 points and 2,000 sites, beside HiGHS; small ones to the end
  delegation   approving 22,485 mandates in one act, undoing them, rebalancing; evenness of the demonstration
  import       22,485 rows of a workbook: preview and store
  pages        list, search, file and assignment at 20 requests/s, on both databases
  worker       a worker of 640 files: first page, file, saving a visit at 20 requests/s, on both databases
  dashboard    the indicators of a province at 20 requests/s, on both databases
  nation       the indicators of the country on PostgreSQL: from nothing, and from what was computed; --files, --events

NAME is one of {", ".join(MODULES)}. Each one says what else it takes with --help."""


def main(arguments: list[str]) -> int:
    """Run the benchmark that is named."""
    if not arguments or arguments[0] in ("-h", "--help"):
        print(HELP)
        return 0 if arguments else 2
    if arguments[0] not in MODULES:
        print(f"No such benchmark: {arguments[0]}\n\n{HELP}", file=sys.stderr)
        return 2
    code: int = importlib.import_module(MODULES[arguments[0]]).main(arguments[1:])
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
