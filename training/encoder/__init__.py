"""The sentence encoder: trained further on invented cases, and written out for the package."""
