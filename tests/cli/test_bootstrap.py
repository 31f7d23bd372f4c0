"""build.py from the outside, in small projects of their own.

Each has build.py itself, two locks of one or two tiny packages, and in place of exhibit/cli/main.py
a few lines that tell where they run. The packages come from a folder, so no network is needed.
"""

import ast
import errno
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

import build
from exhibit.cli.installation import explain, follow
from tests import ROOT

COMMAND = """
import argparse, importlib.metadata, json, sys

def parse(argv):
    parser = argparse.ArgumentParser()
    parser.add_argument("command", nargs="?", default="build", choices=["build", "test"])
    return parser.parse_args(argv)

def main(options):
    installed = {each.name for each in importlib.metadata.distributions()}
    print(json.dumps([sys.prefix, sorted(installed & {"lamp", "meter"})]))
    return 7
"""
RAN = 7  # what main() above returns, and nothing else does
WITHOUT_VENV = "import sys; sys.modules['ensurepip'] = None"
OLD_PYTHONS = [path for minor in range(6, 11) if (path := shutil.which(f"python3.{minor}"))][:1]
NO_VENV = "Diesem Python fehlt „venv“", "This Python lacks venv"
NO_ROUTE = "http://127.0.0.1:9/simple"

Run = subprocess.CompletedProcess[str]


@dataclass(frozen=True)
class Project:
    root: Path
    wheels: Path
    python: str = sys.executable

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def python_inside(self) -> Path:
        return self.root / build.PYTHON.relative_to(build.HERE)

    @property
    def stamp(self) -> Path:
        return self.venv / "installed"

    @property
    def lock(self) -> Path:
        return self.root / "requirements" / "build.txt"

    def run(self, *arguments: str, **settings: str) -> Run:
        return subprocess.run(
            [self.python, self.root / "build.py", *arguments],
            env=self.environment(**settings),
            cwd=self.wheels,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )

    def run_as(self, site: str) -> Run:
        """Run by a Python that has executed these statements as it started."""
        (self.root / "sitecustomize.py").write_text(site)
        return self.run(PYTHONPATH=str(self.root))

    def environment(self, **settings: str) -> dict[str, str]:
        """That of the tests, but without what they or the computer tell pip or Python."""
        ours = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "PYTHON"))}
        pip = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_NO_CACHE_DIR": "1"}
        return ours | pip | {"PIP_FIND_LINKS": str(self.wheels), "PYTHONUTF8": "1"} | settings


def make_project(root: Path, wheels: Path) -> Project:
    (root / "requirements").mkdir(parents=True)
    (root / "exhibit" / "cli").mkdir(parents=True)
    shutil.copy(ROOT / "build.py", root)
    shutil.copy(ROOT / "exhibit" / "cli" / "installation.py", root / "exhibit" / "cli")
    (root / "exhibit" / "cli" / "main.py").write_text(COMMAND)
    lamp, meter = make_wheel(wheels, "lamp"), make_wheel(wheels, "meter")
    (root / "requirements" / "build.txt").write_text(lamp)
    (root / "requirements" / "test.txt").write_text(lamp + meter)
    return Project(root, wheels)


def make_wheel(folder: Path, name: str) -> str:
    """Put an empty package into the folder; the lines of a lock that name it."""
    wheel = folder / f"{name}-1.0-py3-none-any.whl"
    about = f"{name}-1.0.dist-info"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(f"{name}.py", "")
        archive.writestr(
            f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n"
        )
        archive.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr(f"{about}/RECORD", "")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return f"{name}==1.0 \\\n    --hash=sha256:{digest}\n    # via -r made-up.in\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """One that nobody has built yet."""
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    return make_project(tmp_path / "exhibit", wheels)


@pytest.fixture(scope="module")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Run]:
    """A set-up that was broken off with another lock, and is now completed."""
    folder = tmp_path_factory.mktemp("first")
    project = make_project(folder / "Ausstellung für Köln", folder)
    project.venv.mkdir()
    (project.venv / "left over").touch()
    project.stamp.write_text("0" * 64)
    return project, project.run()


@pytest.fixture
def built(first_run: tuple[Project, Run], tmp_path: Path) -> Project:
    """A copy of a project that has been built; copying pip as well would take long."""
    project, _ = first_run
    root, pip = tmp_path / "built", "pip"
    leave_out = shutil.ignore_patterns(pip, "setuptools", "pkg_resources")
    shutil.copytree(project.root, root, symlinks=True, ignore=leave_out)
    (original,) = project.venv.glob(f"**/site-packages/{pip}")
    (root / original.relative_to(project.root)).symlink_to(original)
    return Project(root, project.wheels)


def assert_failed(run: Run, german: str, english: str) -> None:
    assert german in run.stderr
    assert english in run.stderr
    assert "Traceback" not in run.stderr
    assert (run.returncode, run.stdout) == (1, "")


def test_the_first_run_makes_an_environment_and_goes_on_inside_it(
    first_run: tuple[Project, Run],
) -> None:
    project, run = first_run
    assert run.returncode == RAN, run.stderr
    assert json.loads(run.stdout) == [str(project.venv), ["lamp"]]
    assert run.stderr.startswith("Die Umgebung .venv wird eingerichtet (1 Pakete) … / Setting up")
    assert not (project.venv / "left over").exists()


def test_later_runs_go_straight_to_the_environment(first_run: tuple[Project, Run]) -> None:
    project, _ = first_run
    run = project.run()
    assert (run.returncode, run.stderr) == (RAN, "")
    assert json.loads(run.stdout) == [str(project.venv), ["lamp"]]


def test_the_packages_for_tests_are_added_whatever_pip_and_python_are_told(
    built: Project, tmp_path: Path
) -> None:
    pip = {"PIP_TARGET": str(tmp_path), "PIP_USER": "1", "PIP_REQUIRE_VIRTUALENV": "1"}
    python = {"PYTHONHOME": sys.base_prefix, "PYTHONSAFEPATH": "1"}
    run = built.run("test", **pip, **python)
    assert run.returncode == RAN, run.stderr
    assert json.loads(run.stdout) == [str(built.venv), ["lamp", "meter"]]
    assert "(2 Pakete)" in run.stderr

    assert built.run("test").stderr == built.run("build").stderr == ""


def test_packages_on_pythonpath_do_not_take_the_place_of_the_locked_ones(
    built: Project, tmp_path: Path
) -> None:
    (tmp_path / "meter-9.dist-info").mkdir()
    (tmp_path / "meter-9.dist-info" / "METADATA").write_text("Name: meter\nVersion: 9\n")
    for python in (sys.executable, str(built.python_inside)):
        run = Project(built.root, built.wheels, python).run(PYTHONPATH=str(tmp_path))
        assert json.loads(run.stdout) == [str(built.venv), ["lamp"]]


def test_a_python_that_has_all_packages_is_used_as_it_is(built: Project, project: Project) -> None:
    run = Project(project.root, project.wheels, str(built.python_inside)).run()
    assert (run.returncode, run.stderr) == (RAN, "")
    assert json.loads(run.stdout) == [str(built.venv), ["lamp"]]
    assert not project.venv.exists()


def test_a_package_for_another_platform_is_not_missed(project: Project) -> None:
    project.lock.write_text("lamp==1.0 ; sys_platform == 'plan9' \\\n    --hash=sha256:0\n")
    assert project.run().returncode == RAN
    assert not project.venv.exists()


def test_a_whole_environment_is_trusted(built: Project) -> None:
    assert built.run_as(WITHOUT_VENV).returncode == RAN


@pytest.mark.parametrize("path", [".venv/installed", ".venv/pyvenv.cfg", ".venv/bin/python"])
def test_an_environment_that_lacks_something_is_not_trusted(built: Project, path: str) -> None:
    (built.root / path).unlink()
    assert_failed(built.run_as(WITHOUT_VENV), *NO_VENV)


def test_an_environment_with_an_earlier_lock_is_not_trusted(built: Project) -> None:
    built.lock.write_text("\n" + built.lock.read_text())
    assert_failed(built.run_as(WITHOUT_VENV), *NO_VENV)


def test_an_environment_of_another_python_is_not_trusted(built: Project) -> None:
    assert_failed(built.run_as(WITHOUT_VENV + "; sys.version = '3.99.0'"), *NO_VENV)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signal that stands for Ctrl-C")
def test_after_ctrl_c_nothing_is_trusted(built: Project) -> None:
    built.lock.write_text("\n" + built.lock.read_text())
    with subprocess.Popen(
        [sys.executable, built.root / "build.py"],
        env=built.environment(),
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stderr
        assert "eingerichtet" in process.stderr.readline()
        wait_until_gone(built.stamp)
        process.send_signal(signal.SIGINT)
        german, english = process.stderr.read().splitlines()
    assert german.startswith("Abgebrochen.")
    assert english.startswith("Interrupted.")
    assert process.returncode == 130
    assert_failed(built.run_as(WITHOUT_VENV), *NO_VENV)


def wait_until_gone(path: Path) -> None:
    deadline = time.monotonic() + 20
    while path.exists():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_packages_out_of_reach_are_reported_and_nothing_is_trusted(built: Project) -> None:
    network = {"PIP_NO_INDEX": "0", "PIP_FIND_LINKS": "", "PIP_INDEX_URL": NO_ROUTE}
    run = built.run("test", **network, PIP_RETRIES="1")
    assert_failed(run, "Die Pakete sind nicht zu erreichen.", "The packages are out of reach.")
    assert "No matching distribution found for meter==1.0" in run.stderr
    assert not built.stamp.exists()


def test_a_package_that_is_not_the_one_in_the_lock_is_refused(built: Project) -> None:
    lock = built.root / "requirements" / "test.txt"
    lock.write_text(re.sub("(?s)sha256:.{8}", "sha256:00000000", lock.read_text()))
    assert_failed(built.run("test"), "nicht dasjenige, das", "not the one that was checked")


def test_debian_users_are_told_how_to_get_venv(project: Project) -> None:
    run = project.run_as(WITHOUT_VENV)
    assert_failed(run, *NO_VENV)
    assert f"sudo apt install python3.{sys.version_info.minor}-venv" in run.stderr
    assert not project.venv.exists()


def test_a_file_in_the_way_is_named_and_kept(project: Project) -> None:
    project.venv.write_text("mine")
    assert_failed(project.run(), "ließ sich nicht einrichten", str(project.venv))
    assert project.venv.read_text() == "mine"


def test_what_lies_behind_a_symbolic_link_is_kept(project: Project, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "file").touch()
    project.venv.symlink_to(tmp_path / "mine")
    assert_failed(project.run(), "ließ sich nicht einrichten", "symbolic link")
    assert (tmp_path / "mine" / "file").exists()


@pytest.mark.parametrize(
    ("number", "german", "english"),
    [
        (errno.ENOSPC, "Die Festplatte ist voll.", "The disk is full."),
        (errno.EACCES, "lässt sich nicht schreiben", "cannot be written to"),
        (errno.EROFS, "lässt sich nicht schreiben", "cannot be written to"),
        (errno.EIO, "ließ sich nicht einrichten", "could not be set up"),
    ],
)
def test_what_the_system_refuses_is_explained(number: int, german: str, english: str) -> None:
    fault = str(OSError(number, os.strerror(number), "/some/file"))
    lines = explain(fault, ROOT).splitlines()
    assert german in lines[0]
    assert english in lines[1]
    assert lines[2:] == ["    " + fault]


@pytest.mark.parametrize(("argument", "status"), [("-h", 0), ("--nonsense", 2)])
def test_help_and_wrong_usage_install_nothing(project: Project, argument: str, status: int) -> None:
    run = project.run(argument)
    assert run.returncode == status
    assert "usage: build.py" in run.stdout + run.stderr
    assert not project.venv.exists()


def test_the_syntax_is_as_old_as_python_3_6() -> None:
    ast.parse((ROOT / "build.py").read_text("utf-8"), feature_version=(3, 6))


def test_an_old_version_is_told_which_one_is_needed() -> None:
    with pytest.raises(SystemExit, match=r"3\.11 oder neuer; dies ist Python 3\.10\.13"):
        build.check_python((3, 10, 13))


@pytest.mark.parametrize("python", OLD_PYTHONS)
def test_an_old_python_says_that_it_is_too_old(project: Project, python: str) -> None:
    if subprocess.run([python, "-c", ""], capture_output=True).returncode:
        pytest.skip("it does not start")
    run = Project(project.root, project.wheels, python).run()
    assert_failed(run, "Dieses Programm braucht Python 3.11", "This program needs Python 3.11")


def test_progress_names_every_package_however_pip_comes_by_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = [
        "Collecting lamp==1.0 (from -r /a/lock.txt (line 1))\n",
        "  Downloading lamp-1.0-py3-none-any.whl (1 kB)\n",
        "Requirement already satisfied: meter==1.0 in /a/b (from -r /a/lock.txt (line 2))\n",
        "Ignoring fuse: markers 'sys_platform == \"win32\"' don't match your environment\n",
        "Processing /wheels/wall_plug-1.0-py3-none-any.whl (from -r /a/lock.txt (line 4))\n",
    ]
    assert follow(lines, 4) == "".join(lines)
    assert capsys.readouterr().err == "[ 4/4] wall_plug\n"


def test_the_locks_have_all_that_the_project_asks_for() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    locked = build.packages(build.BUILD)
    assert set(locked) <= set(build.packages(build.TEST))
    assert names(asked["project"]["dependencies"]) <= {name for name, _, _ in locked}
    test_names = {name for name, _, _ in build.packages(build.TEST)}
    assert names(asked["dependency-groups"]["test"]) <= test_names


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^\w.-]", requirement)[0] for requirement in requirements}
