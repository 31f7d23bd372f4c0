"""Tests, in folders that mirror the packages; `whole` looks at all of it as one."""

from pathlib import Path

TESTS = Path(__file__).parent
ROOT = TESTS.parent
