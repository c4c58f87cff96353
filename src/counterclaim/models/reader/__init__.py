"""The reader: one pass of a small encoder over an article's text, with several heads."""
