"""Findings for eyes and machines; one file a report format."""
