"""`python -m mugalim_hub` is the command `mugalim`."""

import sys

from mugalim_hub.cli import main

sys.exit(main())
