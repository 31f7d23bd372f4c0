"""Steps of one family, shared out over processes where there are so many that it pays.

A process that was forked off knows what there is to read, and need not be told. What it made comes
back packed, and is put aside unseen. Where there can be none, or one is lost, its share is done
here.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from exhibit.diagnostics import ContentError, faults, tell
from exhibit.storage.forks import count_processes, fork
from exhibit.storage.known import Done, Step
from exhibit.storage.packing import pack
from exhibit.storage.work import LOOSE, Work

Progress = Callable[[int, int], None]  # steps done, steps in all
_Makers = Mapping[str, Callable[[], object]]  # by the key of the step
_Tried = tuple[set[str], Mapping[str, Sequence[ContentError]]]  # what is new, and what went wrong
_Share = tuple[_Tried, Sequence[tuple[Step, Done, bytes]]]  # and what was done, packed if new


def renew_all(
    work: Work, name: str, makers: _Makers, *, shared: bool, progress: Progress
) -> set[str]:
    """Do steps; the keys of those of which something else came than before. Raises all faults."""
    keys = [*makers]
    count = count_processes(len(keys)) if shared and work.steps.store else 1
    shares = [{key: makers[key] for key in keys[at::count]} for at in range(count)]
    forks = [fork(partial(_do_share, work, name, share)) for share in shares[1:]]
    tried = [_try_all(work, name, shares[0], lambda done: progress(done * count, len(keys)))]
    for share, other in zip(shares[1:], forks, strict=True):
        done = other.collect() if other else None
        tried.append(_accept(work, done) if done else _try_all(work, name, share))
    told = {key: errors for _, faulty in tried for key, errors in faulty.items()}
    tell([error for key in keys for error in told.get(key, ())])
    return set[str]().union(*(different for different, _ in tried))


def _try_all(
    work: Work, name: str, makers: _Makers, tell_done: Callable[[int], None] = lambda done: None
) -> _Tried:
    different: set[str] = set()
    told: dict[str, Sequence[ContentError]] = {}
    for done, (key, make) in enumerate(makers.items(), 1):
        tell_done(done)
        try:
            if work.renew((name, key), make)[0]:
                different.add(key)
        except* ContentError as group:
            told[key] = [*faults(group)]
    return different, told


def _do_share(work: Work, name: str, makers: _Makers) -> _Share:
    """What a process does that was forked off."""
    work.most = sys.maxsize  # what it makes goes back, and not where the other puts things aside
    if work.steps.store:
        work.steps.store.leave()
    loose, made = {*work.families[LOOSE].steps}, {*work.made}
    tried = _try_all(work, name, makers)
    steps = [(name, key) for key in makers if key not in tried[1]]
    steps += [(LOOSE, key) for key in work.families[LOOSE].steps if key not in loose]
    return tried, [
        (
            step,
            work.families[step[0]].steps[step[1]],
            pack(work.made[step]) if step in work.made and step not in made else b"",
        )
        for step in steps
    ]


def _accept(work: Work, share: _Share) -> _Tried:
    tried, results = share
    for (name, key), done, packed in results:
        family = work.families[name]
        family.steps[key] = done
        family.mappings |= {*done.mappings}
        if packed:
            work.steps.add(work.families, (name, key), packed)
    return tried
