"""``python -m counterclaim``."""

from counterclaim.views.cli import main

main()
