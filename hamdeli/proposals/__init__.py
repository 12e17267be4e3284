"""What the allocation proposes for a province: policy, run, adjustments, approval.

Owns: proposals and their lines. Brings the records to `allocation` as arrays and its answer back to `delegation`.
Floor: above `allocation`.
"""
