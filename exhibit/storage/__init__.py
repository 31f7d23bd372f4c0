"""What lies on the disk: memory of earlier builds, and a site that is exchanged whole."""

from exhibit.storage.cache import PACKAGE, Maker, Memory, remember
from exhibit.storage.folders import is_folder
from exhibit.storage.helper import helping
from exhibit.storage.known import Steps, open_steps
from exhibit.storage.manifest import is_current
from exhibit.storage.publish import write_files
from exhibit.storage.refusals import OutputError
from exhibit.storage.save import replace_file
from exhibit.storage.shares import Progress
from exhibit.storage.steps import Run
from exhibit.storage.timed import Timed, TimedMemory, TimedRun, untimed
from exhibit.storage.untouched import Digests, digest_files
from exhibit.storage.watched import Watched

# fmt: off
__all__ = [
    "PACKAGE", "Digests", "Maker", "Memory", "OutputError", "Progress", "Run", "Steps", "Timed",
    "TimedMemory", "TimedRun", "Watched", "digest_files", "helping", "is_current", "is_folder",
    "open_steps", "remember", "replace_file", "untimed", "write_files",
]
# fmt: on
