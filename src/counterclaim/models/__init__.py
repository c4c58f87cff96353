"""Learned models: one folder each, with code, card, file digest and test cases."""
