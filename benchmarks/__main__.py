"""`python -m benchmarks`: see benchmarks/running.py."""

import sys

from benchmarks.running import main

sys.exit(main(sys.argv[1:]))
