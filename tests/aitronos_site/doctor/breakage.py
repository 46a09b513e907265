"""How the tests ask one group of checks, and what they expect of a failure."""

from __future__ import annotations

from aitronos_site.doctor.findings import Asked, Level


def findings(module, **asked):
    return list(module.check(Asked(**asked)))


def only(module, level, **asked):
    """The one finding of this level; the others are fine."""
    found = findings(module, **asked)
    [one] = [finding for finding in found if finding.level is level]
    assert {f.level for f in found} <= {level, Level.OK, Level.SKIPPED}, found
    return one


def failure(module, **asked):
    found = only(module, Level.FAILURE, **asked)
    assert found.mend
    return found


def warning(module, **asked):
    found = only(module, Level.WARNING, **asked)
    assert found.mend
    return found


def is_fine(module, **asked):
    return {f.level for f in findings(module, **asked)} == {Level.OK}
