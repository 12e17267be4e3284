"""Pages about licences: what was given, suspended, ended, revoked, and appeals."""
