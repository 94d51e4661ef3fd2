"""Runs pytest on a tree whose files cannot take the place of pytest's own or of the standard library.

Everything that judges is imported before the tree is put on the import path.
"""

import gc
import os
import sys

# Nothing that is imported is garbage, and looking for some takes a tenth of the time; see pytest_collection_finish.
gc.disable()

import landfast_results
import pytest

plugins = landfast_results.plugins()
code = os.environ.pop("LANDFAST_CODE", "")
sys.path[0:1] = code.split(os.pathsep)
os.environ["PYTHONPATH"] = code
sys.argv[0] = "pytest"
sys.exit(pytest.main(sys.argv[1:], plugins=plugins))
