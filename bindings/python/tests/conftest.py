"""What tests share: the module, the demo page, its analysis, and the command."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import yiti as module

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def yiti():
    return module


@pytest.fixture(scope="session")
def root():
    return ROOT


@pytest.fixture(scope="session")
def demo():
    return ROOT / "data/demo"


@pytest.fixture(scope="session")
def transcript(demo):
    return module.read(demo)


@pytest.fixture(scope="session")
def analysis(transcript):
    return transcript.analyse()


@pytest.fixture(scope="session")
def command():
    """The command that was installed with the module."""
    program = Path(sys.executable).with_name("yiti")

    def run(*arguments, **options):
        return subprocess.run([program, *arguments], capture_output=True, text=True, **options)

    return run


@pytest.fixture(scope="session")
def cargo_program():
    """The program that cargo built, if YITI_PROGRAM names it."""
    program = os.environ.get("YITI_PROGRAM")
    if program is None:
        pytest.skip("YITI_PROGRAM names no program that cargo built")
    return Path(program).resolve()
