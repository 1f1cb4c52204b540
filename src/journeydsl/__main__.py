"""`python -m journeydsl` is `journey`."""

import sys

from journeydsl.cli import main

sys.exit(main())
