"""Pages about bulletins: reports whose sentences are filled from indicators."""
