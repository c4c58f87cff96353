"""Measurements of the program: ``quality`` holds scores on labelled data with pinned floors."""
