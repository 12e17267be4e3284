"""What is measured, and how: `./run bench NAME [--json FILE]`.

A benchmark is a module with `main(arguments: list[str]) -> int`. It collects its figures in a `report.Report`, which
prints them beside their bars, writes them as JSON with the machine they were measured on, and gives the exit code.
Each takes `--json FILE` and `--small` (a few minutes at most, for `.ci/run`).
"""
