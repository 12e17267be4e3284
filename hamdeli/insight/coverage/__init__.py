"""Coverage: how people and families are covered today, and where the next centres should open.

Everything is counted by settlement (a town, a village, a neighbourhood where one is known), never more finely: a centre
and a family count as being in the settlement of their county that is nearest to them.
"""
