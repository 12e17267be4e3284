"""Settings, addresses and commands.

Floor: the roof.

Importing this package puts a SQLite without the WAL-reset fault (3.7.0 to 3.51.2) in the place of the
interpreter's own, before Django looks for one.
"""

from hamdeli.config import sqlite_engine

sqlite_engine.install()
