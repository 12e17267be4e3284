"""Components of the design system: `{% load components %}` brings them all; see docs/design-system.md."""
