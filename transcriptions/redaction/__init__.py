"""Takes personal data out of what was heard, before anything of it is kept.

Only redacted words leave this room: into checkpoints, the transcript, the analysis.
"""

from __future__ import annotations
