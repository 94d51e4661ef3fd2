"""Runs pytest on a tree whose files cannot take the place of pytest's own or of the standard library.

Everything that judges is imported before the tree is put on the import path.
"""

import os
import sys

import landfast_results
import pytest

plugins = landfast_results.plugins()
code = os.environ.pop("LANDFAST_CODE", "")
sys.path[0:1] = code.split(os.pathsep)
os.environ["PYTHONPATH"] = code
sys.argv[0] = "pytest"
sys.exit(pytest.main(sys.argv[1:], plugins=plugins))
