"""Start the lessons service, as the Hub does: `python -m mugalim_lessons`."""

from __future__ import annotations

import sys

from mugalim_lessons.config import ConfigError, LessonsConfig
from mugalim_lessons.service import run

if __name__ == "__main__":
    try:
        run(LessonsConfig.from_environment())
    except ConfigError as error:
        sys.exit(str(error))
