"""The trail as the audit administrator reads it: the lines, who looked at whom, the seals. Read-only, but for verifying."""
