"""The command as its user meets it: it starts, shows every role, stops when asked, and leaves nothing behind."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from hamdeli.config.demo.staff import PARTS
from hamdeli.config.environment import prepare

SMALL = ["--scale", "0.004", "--no-browser"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


def demo(folder: Path, *arguments: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "hamdeli.config.manage", "demo", *SMALL, *arguments]
    environment = {**os.environ, "HAMDELI_VAR": str(folder), "LC_ALL": "C.UTF-8"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finished(process: "subprocess.Popen[str]") -> tuple[int, str, str]:
    out, err = process.communicate(timeout=180)
    return process.returncode, out, err


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.fixture
def running(folder: Path, free_port: int) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """A demonstration that has said it is ready, and its address."""
    process = demo(folder, "--port", str(free_port))
    assert process.stdout
    line = process.stdout.readline()
    try:
        assert "ready" in line, line
        yield process, f"http://127.0.0.1:{free_port}"
    finally:
        process.kill()
        # A killed one hands its pipes to its children, which end by themselves soon after: do not wait for them.
        for pipe in (process.stdout, process.stderr):
            if pipe:
                pipe.close()
        process.wait(timeout=30)


def silent(base: str) -> bool:
    """Whether nobody listens there any more, given a few seconds."""
    port = int(base.rsplit(":", 1)[1])
    for _attempt in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return True
        time.sleep(0.1)
    return False


def test_check_opens_the_first_page_of_every_role(folder: Path) -> None:
    code, out, err = finished(demo(folder, "--check"))
    assert code == 0, err
    assert f"{len(PARTS)} roles" in out


def test_the_same_demonstration_is_not_made_again(folder: Path, free_port: int) -> None:
    finished(demo(folder, "--check"))
    stamp = folder / "demo" / "demonstration.json"
    before = (stamp.stat().st_mtime_ns, json.loads(stamp.read_text())["seed"])
    _code, _out, err = finished(demo(folder, "--check", "--port", str(free_port)))
    assert "Families" not in err
    assert before == (stamp.stat().st_mtime_ns, 1404)


@pytest.mark.long
def test_another_seed_makes_another_one_with_plain_lines_of_progress(tmp_path: Path, folder: Path) -> None:
    code, _out, err = finished(demo(tmp_path, "--seed", "9", "--check"))
    assert code == 0, err
    assert "Families ...\n" in err
    assert json.loads((tmp_path / "demo" / "demonstration.json").read_text())["seed"] == 9


@pytest.mark.parametrize("number", [pytest.param(signal.SIGINT, marks=pytest.mark.long), signal.SIGTERM])
def test_it_stops_when_asked(running: tuple["subprocess.Popen[str]", str], number: signal.Signals) -> None:
    process, base = running
    process.send_signal(number)
    assert process.wait(timeout=30) == 0
    assert silent(base)


@pytest.mark.long
def test_a_killed_one_leaves_no_server_behind(running: tuple["subprocess.Popen[str]", str]) -> None:
    process, base = running
    process.kill()
    process.wait(timeout=30)
    assert silent(base)


def test_a_wanted_port_that_is_taken_is_refused_in_a_sentence(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, _out, err = finished(demo(folder, "--port", str(port)))
    assert code == 1
    assert f"Port {port} is in use" in err
    assert "Traceback" not in err


def test_strangers_learn_nothing_from_the_running_demonstration(
    running: tuple["subprocess.Popen[str]", str],
) -> None:
    _process, base = running
    request = urllib.request.Request(f"{base}/demo/", headers={"Host": "hamdeli.example"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=30)
    refused.value.close()
    assert refused.value.code in (400, 404)


def test_the_demonstration_never_touches_the_real_database(tmp_path: Path) -> None:
    environment = {"DATABASE_URL": "postgres://real", "HAMDELI_VAR": "/srv/hamdeli", "HAMDELI_HOSTS": "x"}
    prepare(["demo", "--check"], environment, tmp_path)
    assert environment == {
        "DJANGO_SETTINGS_MODULE": "hamdeli.config.settings",
        "HAMDELI_VAR": "/srv/hamdeli/demo",
        "HAMDELI_DEMO": "1",
    }


def test_other_commands_keep_their_environment(tmp_path: Path) -> None:
    environment = {"DATABASE_URL": "postgres://real"}
    prepare(["serve"], environment, tmp_path)
    assert environment == {"DATABASE_URL": "postgres://real", "DJANGO_SETTINGS_MODULE": "hamdeli.config.settings"}
