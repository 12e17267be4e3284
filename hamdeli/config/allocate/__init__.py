"""`./run allocate`: two spreadsheets in, a plan with its reasons and its proof out. Without Django, without a database.

`reading` takes the lists, `posing` makes arrays of them, `hamdeli.allocation` solves, the rest writes.
"""
