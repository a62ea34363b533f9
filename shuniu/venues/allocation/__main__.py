"""Run an allocation again from the inputs that its public account hands out, on any machine, without a database.

    python -m shuniu.venues.allocation inputs.json

Prints one JSON object: the rule, the turns, the digest to compare with the published one, and every decision.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from . import RULE, allocate, digest_of, thawed


def main(path: str) -> None:
    text = Path(path).read_text(encoding="utf-8")
    inputs = thawed(text)
    result = allocate(inputs)
    said = {"rule": RULE, "version": inputs.version, "turns": result.turns, "digest": digest_of(text, result)}
    print(json.dumps(said | {"decisions": [asdict(each) for each in result.decisions]}, indent=1))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(sys.argv[1])
