"""The room `referral`."""
