"""Pages about questionnaires: writing, trying and publishing them; and the form that asks with them."""
