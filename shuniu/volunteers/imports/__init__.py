"""The office's workbook of volunteers and their hours: read, judged, planned; written by `actions/importing.py`."""
