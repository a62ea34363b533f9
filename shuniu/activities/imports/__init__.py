"""A session's sign-in list as the office keeps it: read, judged, planned; written by `actions/importing.py`."""
