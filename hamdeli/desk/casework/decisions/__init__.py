"""Pages about the commission's decisions and the appeals against them."""
