"""What stands on the plate of an object: the table [plate] in the front matter of its page."""

from __future__ import annotations

from exhibit.diagnostics.toml import spec


@spec
class Plate:
    """What is known of an object; what is left out is shown as unknown."""

    name: str = ""
    maker: str = ""
    place: str = ""  # where it was made
    date: str = ""  # when, in words
    material: str = ""
    size: str = ""
    inventory: str = ""  # the number that the museum gave it
    owner: str = ""
    credit: str = ""  # whose picture of it this is
