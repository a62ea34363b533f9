"""`python -m shuniu.kernel.signing KEYS.json [TOKEN …]`: verify signed texts offline, without a database or a home.

KEYS.json is the published file of public keys; a token is what the QR code holds, with or without its address; without
one, they are read from stdin, a line each. Exit status 0: all hold; 1: one does not; 2: the file cannot be read.
"""

import sys
from pathlib import Path

from .envelope import NotSigned, open_up, read_keys

FAILED, REFUSED = 1, 2


def main(words: list[str]) -> int:
    if not words:
        print(__doc__, file=sys.stderr)
        return REFUSED
    try:
        keys = read_keys(Path(words[0]).read_text())
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return REFUSED
    tokens = words[1:] or [line for line in sys.stdin.read().splitlines() if line.strip()]
    return max((_say(token, keys) for token in tokens), default=REFUSED)


def _say(token: str, keys) -> int:
    try:
        signed = open_up(token.strip().rstrip("/").rpartition("/")[2], keys)
    except NotSigned as error:
        print(f"NOT VALID 无效: {error.problem}")
        return FAILED
    print(f"VALID 有效: {signed.purpose}, {signed.key.algorithm} {signed.key.id.hex()}")
    print("\n".join(f"  {line}" for line in signed.lines))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
