class BackupRefused(RuntimeError):
    """A backup that cannot be made or restored; nothing was changed, and the message says what to do."""
