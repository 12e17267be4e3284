"""Serving: an unfit database is refused, dead processes are started again, all stop together."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from hamdeli.config.serving import site
from hamdeli.config.serving.children import Child, DiesAgain, Family
from hamdeli.config.serving.ports import answers, first_free, is_free, wait_until
from hamdeli.config.serving.readiness import missing_guards, missing_migrations
from hamdeli.config.serving.statics import gather

SLEEP = ["tests.config.sleeping"]


@pytest.fixture
def taken() -> Any:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


@pytest.mark.django_db
def test_a_migrated_database_with_its_guards_is_fit() -> None:
    assert missing_migrations() == []
    assert missing_guards() == []


@pytest.mark.django_db
def test_a_missing_guard_is_named_and_serving_refused() -> None:
    on = " ON journal_entry" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER journal_entry_remains{on}")
    with pytest.raises(CommandError, match="journal_entry_remains"):
        call_command("serve")


@pytest.mark.django_db
def test_a_database_that_is_behind_is_refused() -> None:
    MigrationRecorder.Migration.objects.filter(app="proposals").delete()
    with pytest.raises(CommandError, match="--migrate"):
        call_command("serve")


@pytest.mark.django_db
def test_a_taken_port_is_refused(taken: int) -> None:
    with pytest.raises(CommandError, match=str(taken)):
        call_command("serve", port=taken)


def test_the_next_free_port_is_found(taken: int) -> None:
    assert not is_free("127.0.0.1", taken)
    found = first_free("127.0.0.1", taken)
    assert found is not None
    assert taken < found < taken + 20


def test_one_process_serves_when_the_sqlite_is_unsafe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "may_be_many", lambda: False)
    family = site.household("127.0.0.1", 1, site.Size(workers=4, threads=4, jobs=2))
    (only,) = family.children
    assert site.TOGETHER in only.arguments
    assert list(only.arguments)[list(only.arguments).index("--workers") + 1] == "1"


def test_many_serve_when_that_is_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "may_be_many", lambda: True)
    family = site.household("127.0.0.1", 1, site.Size(workers=2, threads=4, jobs=2))
    assert [child.name for child in family.children] == ["web server", "job worker 1", "job worker 2"]


def test_a_dead_process_is_started_again(capfd: pytest.CaptureFixture[str]) -> None:
    family = Family([Child("sleeper", SLEEP)])
    family.start()
    try:
        first = family.children[0].process
        assert first
        first.kill()
        first.wait(timeout=30)
        family.tend()
        second = family.children[0].process
        assert second
        assert second.pid != first.pid
        assert second.poll() is None
    finally:
        family.stop()
    assert second.poll() is not None
    assert "sleeper" in capfd.readouterr().err


def test_one_that_dies_again_and_again_is_given_up() -> None:
    child = Child("hopeless", ["no_such_module_of_ours"])
    child.start()

    def given_up() -> bool:
        try:
            child.tend()
        except DiesAgain as fault:
            return fault.name == "hopeless"
        return False

    assert wait_until(given_up, 60, 0.05)


def test_what_browsers_load_is_gathered_once(settings: Any, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    assert gather()
    assert (tmp_path / "desk" / "hamdeli.css").exists()
    assert not gather()


def test_serve_migrates_serves_and_stops(tmp_path: Path) -> None:
    port = first_free("127.0.0.1", 18_000)
    command = [sys.executable, "-m", "hamdeli.config.manage", "serve", "--migrate", "--port", str(port)]
    environment = {**os.environ, "HAMDELI_VAR": str(tmp_path), "LC_ALL": "C.UTF-8"}
    for name in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE"):
        environment.pop(name, None)
    said = tmp_path / "said"
    with said.open("wb") as sink:
        process = subprocess.Popen(command, env=environment, stdout=sink, stderr=subprocess.STDOUT)
    try:
        assert wait_until(lambda: answers(f"http://127.0.0.1:{port}/api/health"), 300), said.read_text()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/static/desk/hamdeli.css", timeout=30) as reply:
            assert reply.status == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0
    finally:
        process.kill()
        process.wait(timeout=30)
    out = said.read_text()
    assert f"http://127.0.0.1:{port}/" in out
    assert wait_until(lambda: is_free("127.0.0.1", port or 0), 60)
    assert "Traceback" not in out


def test_a_killed_web_server_leaves_no_worker_behind() -> None:
    port = first_free("127.0.0.1", 18_100) or 0
    child = site.web(site.ALONE, "127.0.0.1", port, site.Size(workers=2))
    child.start()
    assert child.process
    try:
        assert wait_until(lambda: not is_free("127.0.0.1", port), 60)
    finally:
        child.process.kill()
        child.process.wait(timeout=30)
    assert wait_until(lambda: is_free("127.0.0.1", port), 60)


def test_what_is_loaded_is_not_looked_through_for_garbage() -> None:
    program = "import gc; from hamdeli.config.wsgi import application; print(gc.get_freeze_count(), gc.get_count()[2])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    frozen, waiting = map(int, done.stdout.split())
    assert (frozen > 50_000, waiting) == (True, 0)
