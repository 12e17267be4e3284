"""The web server as a process of the site: granian, ending with its parent."""

from granian.cli import entrypoint

from hamdeli.config.serving.orphans import end_with_parent

if __name__ == "__main__":
    end_with_parent()
    entrypoint()  # type: ignore[no-untyped-call]
