"""Pages about indicators: the catalogue, the dashboards and their exports."""
