"""Everything that a page is made of, under one name: `{% load components %}`.

The tags live in modules by kind; each can be loaded alone. `docs/design-system.md` lists them with their signatures,
and the showcase page shows each of them in both directions.
"""

from django import template

from hamdeli.desk.templatetags import acts, fields, formats, layout, lists, pictures

register = template.Library()
for _part in (acts, fields, formats, layout, lists, pictures):
    register.tags.update(_part.register.tags)
    register.filters.update(_part.register.filters)
