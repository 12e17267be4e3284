"""Plans of empowerment: templates, goals, steps, reviews. Part of the floor `casework`."""
