"""What a director decides: `from shuniu.kernel.rules.actions import set_value`."""

from .periods import end_code, end_value, put_code, set_value, withdraw_value
from .workdays import drop_day, keep_days

__all__ = ["drop_day", "end_code", "end_value", "keep_days", "put_code", "set_value", "withdraw_value"]
