"""Pages about specialities: unserved demand, conversions, twins, results."""
