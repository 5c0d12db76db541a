"""``python -m bot``: the command ``troly``."""

import sys

from bot.cli import main

sys.exit(main())
