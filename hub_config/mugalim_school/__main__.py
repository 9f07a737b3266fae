"""Start of the school service: `python -m mugalim_school`."""

from mugalim_school.app import main

main()
