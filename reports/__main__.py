"""`python -m reports` is the command `frontline`."""

from reports.cli import main

main()
