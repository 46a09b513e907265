"""What a transcript means: sentiment, key phrases, a summary; one interface a feature.

Pure: analysers see frozen sentences, redacted already where redaction was asked for.
"""

from __future__ import annotations
