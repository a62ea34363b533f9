"""The papers of groups: filing form, filing certificate, monthly return, roster, and blank ones in large type."""
