"""Where the next centres should open: the capacitated maximal covering problem, solved with a proved bound.

Plain Python on arrays; knows nothing of Django, files or pages. Usable as a library:

    answer = solve(Instance(demand, candidates, existing, reach=5_000, count=10))
    check(instance, answer)

Demand points hold whole people (or families) and may be split among centres: a settlement is not one family. A centre
reaches every point within `reach` metres (great circle) and serves at most its capacity. Wanted are `count` candidates
that, beside the existing centres, let the most people be served.

Sources: Church and ReVelle 1974 (maximal covering); Current and Storbeck 1988 (with capacities); Geoffrion 1974 and
Fisher 1981 (Lagrangian bounds); Schrimpf and others 2000 (ruin and recreate); Ford and Fulkerson 1956 (flows).
"""
