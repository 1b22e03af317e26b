"""The command of the wheel is the program, and what the module writes is what it writes."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time


def files(folder):
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def test_the_command_answers(command, yiti, demo):
    assert command("--version").stdout == f"yiti {yiti.__version__}\n"
    helped = command("--help")
    assert helped.returncode == 0 and "Usage: yiti" in helped.stdout
    wrong = command("reprot")
    assert wrong.returncode == 2 and "unrecognized subcommand" in wrong.stderr
    by_module = subprocess.run(
        [sys.executable, "-m", "yiti", "terms", demo], capture_output=True, text=True
    )
    assert by_module.stdout == command("terms", str(demo)).stdout != ""
    licences = command("licenses").stdout
    assert "pyo3 " in licences and "arrow-array " in licences


def test_the_command_reads_foreign_formats_apart(command, tmp_path):
    page = tmp_path / "a.html"
    page.write_text("<html><body><p>【广东】<p>修渠护渠。<p>【河北】<p>春耕开始了。</body></html>")
    told = command("split", "-v", str(page))
    assert told.returncode == 0 and "limits no memory" not in told.stderr
    heavy = command("split", "--max-memory", "1M", str(page))
    assert "takes more than 1 MiB of memory" in heavy.stderr


def test_an_interrupt_ends_the_command(tmp_path, demo):
    reader, writer = os.pipe()
    program = subprocess.Popen([sys.executable, "-m", "yiti", "terms", "-"], stdin=reader)
    time.sleep(1)
    program.send_signal(signal.SIGINT)
    assert program.wait(timeout=5) == -signal.SIGINT
    os.close(writer)
    os.close(reader)


def test_module_command_and_cargo_write_the_same_bytes(
    yiti, command, cargo_program, root, tmp_path, monkeypatch
):
    # Named below the folder that the work is done in, so that manifests name it alike.
    monkeypatch.chdir(root)
    analysis = yiti.read("data/demo").analyse()
    page = analysis.report(tmp_path / "module")
    assert page == tmp_path / "module/index.html"
    written = files(tmp_path / "module")
    assert written == analysis.files
    manifest = written["manifest.json"]
    assert analysis.digest == hashlib.sha256(manifest).hexdigest()
    assert command("report", "data/demo", "-o", str(tmp_path / "command")).returncode == 0
    subprocess.run([cargo_program, "report", "data/demo", "-o", tmp_path / "cargo"], check=True)
    for folder in ("command", "cargo"):
        assert files(tmp_path / folder) == written, folder
    verified = command("verify", str(tmp_path / "cargo"))
    assert "the same in every byte" in verified.stdout and "another build" not in verified.stdout
    assert json.loads(manifest)["arguments"] == ["data/demo"]
