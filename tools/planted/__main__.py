"""A table of how many were told:  python -m tools.planted [FOLDER] --count 60 --seed 1"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from tools.planted.plants import SORTS, Garden, Plant, count_told, sow

_ROOT = Path(__file__).parents[2]
_AROUND = 40  # letters beside a plant that was believed


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tools.planted", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=_ROOT, help="of the exhibit")
    parser.add_argument("--count", type=int, default=60, help="plants of each sort")
    parser.add_argument("--seed", type=int, default=1, help="the same seed, the same plants")
    options = parser.parse_args()
    started, garden = time.perf_counter(), Garden(options.folder)
    plants = [one for sort in SORTS for one in sow(garden, sort, options.count, options.seed)]
    for plant in plants:
        if not plant.is_told:
            print(_describe(plant))
    print(f"\n{'sort':12}{'told':>6}{'of':>6}")
    for sort, (told, count) in count_told(plants).items():
        print(f"{sort:12}{told:6}{count:6}")
    print(f"{time.perf_counter() - started:.1f} s")


def _describe(plant: Plant) -> str:
    passage, quantity = plant.site.spot.passage, plant.site.spot.quantity
    around = passage.text[max(0, quantity.start - _AROUND) : quantity.end + _AROUND]
    place = f"{passage.place.file}:{passage.place.line}"
    change = f"{quantity.text} → {plant.text}"
    return f"{plant.sort:10} {change:24} {plant.rule:10} {place}: {' '.join(around.split())}"


if __name__ == "__main__":
    main()
