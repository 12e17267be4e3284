"""Work without a signal: what a phone takes along, and what it brings back.

A finished form lies on the phone sealed to a public key of ours, so that the phone itself cannot read it. It may wait
there for 60 days and come ten times over: each form becomes one record, or is kept for a person to look at; none is
lost, none overwrites another.
"""
