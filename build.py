"""The one command:  python3 build.py  (with -h it tells what else it can do)

Any Python from 3.11 on will do. The first run makes `.venv` beside this file from the locked
packages in `requirements/` and goes on inside it; one that was left half done, or whose lock or
Python has changed since, is made anew. So this file needs the standard library only, and its
syntax is old enough for an old Python to say that it is too old.
"""

# Every run comes through here, most of them twice: what only a set-up needs is imported there.
import hashlib
import os
import re
import sys
from pathlib import Path

OLDEST = (3, 11)
HERE = Path(__file__).resolve().parent
# The first lines of a lock say how it was made; with --upgrade added, it takes newer versions.
BUILD = HERE / "requirements" / "build.txt"
TEST = HERE / "requirements" / "test.txt"  # holds all of BUILD, too
VENV = HERE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed"

MISLEADING = {"PYTHONHOME", "PYTHONPATH"}  # could put other packages before the locked ones
REACHING = {  # how pip gets at the packages is for the computer to say; where they go is not
    *("PIP_CERT", "PIP_CLIENT_CERT", "PIP_KEYRING_PROVIDER", "PIP_PROXY", "PIP_TRUSTED_HOST"),
    *("PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_INDEX_URL", "PIP_NO_INDEX"),
    *("PIP_CACHE_DIR", "PIP_CONFIG_FILE", "PIP_NO_CACHE_DIR"),
    *("PIP_DEFAULT_TIMEOUT", "PIP_RETRIES", "PIP_TIMEOUT"),
}


def main() -> int:
    check_python(sys.version_info[:3])
    sys.path.insert(0, str(HERE))  # where it is not under `python -I` or PYTHONSAFEPATH
    from exhibit.cli import main as command

    options = command.parse(sys.argv[1:])
    enter(TEST if options.command == "test" else BUILD)
    return command.main(options)


def check_python(version: "tuple[int, ...]") -> None:
    if version < OLDEST:
        oldest, found = (".".join(map(str, numbers)) for numbers in (OLDEST, version))
        sys.exit(
            f"Dieses Programm braucht Python {oldest} oder neuer; dies ist Python {found}.\n"
            f"This program needs Python {oldest} or newer; this is Python {found}.\n"
            "    https://www.python.org/downloads/"
        )


def enter(lock: Path) -> None:
    """Return if this process has the packages of the lock; else go on in one that has them."""
    inside = os.path.realpath(sys.prefix) == os.path.realpath(VENV)
    if is_installed(lock):
        if inside and MISLEADING.isdisjoint(os.environ):
            return
    elif not inside and has_packages(lock):
        return
    else:
        set_up(lock)
    go_on()


def is_installed(lock: Path) -> bool:
    return digest(lock) in installed()


def installed() -> "list[str]":
    """The digests of the locks that are in .venv, each of them to its last package."""
    if not (PYTHON.exists() and (VENV / "pyvenv.cfg").exists() and STAMP.exists()):
        return []
    return STAMP.read_text("ascii", "replace").split()


def digest(lock: Path) -> str:
    """Stands for the lock as installed by this very Python."""
    python = os.fsencode(sys.version + sys.base_prefix)
    return hashlib.sha256(python + lock.read_bytes()).hexdigest()


def has_packages(lock: Path) -> bool:
    """Whether the Python that is running has all packages of the lock in its versions.

    A package for another platform may be missing. Any other condition counts as met: that can
    cost a .venv which was not needed, but never lets a package be missing which is.
    """
    from importlib.metadata import PackageNotFoundError, version

    try:
        return all(
            version(name) == pinned
            for name, pinned, platform in packages(lock)
            if platform in ("", sys.platform)
        )
    except PackageNotFoundError:
        return False


def packages(lock: Path) -> "list[tuple[str, str, str]]":
    """Name, version and platform of each; the platform is mostly empty."""
    pinned = r"(?m)^([\w.-]+)==(\S+)(?: ; sys_platform == '(\w+)')?"
    return re.findall(pinned, lock.read_text("utf-8"))


def set_up(lock: Path) -> None:
    import subprocess

    from exhibit.cli.installation import explain, tell

    check_venv()
    number = len(packages(lock))
    tell(
        f"Die Umgebung .venv wird eingerichtet ({number} Pakete) … / "
        f"Setting up the environment .venv ({number} packages) …"
    )
    try:
        fill_venv(lock)
    except subprocess.CalledProcessError as error:
        sys.exit(explain(os.fsdecode(error.output), HERE))
    except (OSError, ValueError) as error:
        sys.exit(explain(str(error), HERE))
    except KeyboardInterrupt:
        tell("Abgebrochen. Der nächste Aufruf fängt noch einmal an.")
        tell("Interrupted. The next run starts afresh.")
        sys.exit(130)


def check_venv() -> None:
    from importlib.util import find_spec

    if not (find_spec("venv") and find_spec("ensurepip")):
        package = "python{}.{}-venv".format(*sys.version_info)
        sys.exit(
            "Diesem Python fehlt „venv“. Unter Debian und Ubuntu richtet es dieser Befehl ein:\n"
            "This Python lacks venv. On Debian and Ubuntu this command installs it:\n"
            f"    sudo apt install {package}"
        )


def fill_venv(lock: Path) -> None:
    """The stamp goes before anything is touched and comes back last: half-done work has none."""
    from exhibit.cli.installation import tell

    test_is_missing = installed() == [digest(BUILD)] and lock == TEST
    try:
        STAMP.unlink(missing_ok=True)
        if not test_is_missing:
            make_venv()
        install(lock)
        STAMP.write_text("\n".join({digest(BUILD), digest(lock)}))
    finally:
        if sys.stderr.isatty():
            tell("")  # ends the line that show() writes over and over


def make_venv() -> None:
    import venv

    if os.path.lexists(VENV):
        remove_venv()
    venv.EnvBuilder(symlinks=os.name != "nt", with_pip=True).create(VENV)


def remove_venv(patience: int = 100) -> None:
    """Try again for a while if files come and go, as with a pip whose parent was killed."""
    import errno
    import shutil
    import time

    try:
        shutil.rmtree(VENV)  # refuses a symbolic link, which may lead to somebody else's files
    except OSError as error:
        if error.errno not in (errno.ENOTEMPTY, errno.ENOENT) or not patience:
            raise
        time.sleep(0.1)
        if os.path.lexists(VENV):
            remove_venv(patience - 1)


def install(lock: Path) -> None:
    import subprocess

    from exhibit.cli.installation import follow

    command = [str(PYTHON), "-I", "-u", "-m", "pip", "install", "--requirement", str(lock)]
    command += ["--require-hashes", "--no-deps", "--only-binary=:all:"]  # runs no set-up code
    command += ["--no-user", "--no-input", "--progress-bar=off", "--disable-pip-version-check"]
    with subprocess.Popen(
        command,
        env=pip_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        errors="replace",
    ) as pip:
        try:
            output = follow(pip.stdout or (), len(packages(lock)))
        except BaseException:
            pip.kill()  # or it would go on writing behind our back
            raise
    if pip.returncode:
        raise subprocess.CalledProcessError(pip.returncode, command, output)


def pip_environment() -> "dict[str, str]":
    return {
        name: value
        for name, value in os.environ.items()
        if name in REACHING or not name.startswith("PIP_")
    }


def go_on() -> None:
    """Start this program again inside .venv, and end as it ends."""
    command = [str(PYTHON), __file__, *sys.argv[1:]]
    environment = {name: os.environ[name] for name in os.environ.keys() - MISLEADING}
    if os.name != "nt":
        os.execve(PYTHON, command, environment)

    import subprocess

    # On Windows exec returns to the prompt at once. Ctrl-C reaches the child without us.
    with subprocess.Popen(command, env=environment) as process:
        while True:
            try:
                sys.exit(process.wait())
            except KeyboardInterrupt:
                continue


if __name__ == "__main__":
    sys.exit(main())
