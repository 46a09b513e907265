"""Money in the admin."""
