"""Referrals: a word about a family, taken down with a receipt, taken up or dropped with a reason."""
