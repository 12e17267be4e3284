"""Pages about the life of a centre: boards, papers, hours, monthly returns."""
