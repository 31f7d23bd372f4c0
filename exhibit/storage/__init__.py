"""What lies on the disk: memory of earlier builds, and a site that is exchanged whole."""

from exhibit.storage.cache import PACKAGE, Memory, digest_files, remember
from exhibit.storage.manifest import is_current, read_manifest
from exhibit.storage.packed import going_on
from exhibit.storage.publish import OutputError, write_files
from exhibit.storage.save import replace_file
from exhibit.storage.steps import Run, Steps

# fmt: off
__all__ = [
    "PACKAGE", "Memory", "OutputError", "Run", "Steps", "digest_files", "going_on", "is_current",
    "read_manifest", "remember", "replace_file", "write_files",
]
# fmt: on
