"""The command line: `shuniu COMMAND`, the same commands as Django's management commands."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shuniu.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv if len(sys.argv) > 1 else [*sys.argv, "help"])


if __name__ == "__main__":
    main()
