"""A process that reads one file for another: `python -I -S _reader.py MODULE __read`.

Foreign formats (PDF, DOCX, HTML, ZIP) are read in a process of their own, which limits itself
before it sees a byte. It loads the native module by its path and nothing else: no site packages,
no environment, no folder of the user's.
"""

import importlib.util
import sys
from importlib.machinery import ExtensionFileLoader

loader = ExtensionFileLoader("_yiti", sys.argv[1])
spec = importlib.util.spec_from_file_location("_yiti", sys.argv[1], loader=loader)
module = importlib.util.module_from_spec(spec)
loader.exec_module(module)
sys.exit(module.main(["yiti", *sys.argv[2:]]))
