"""The verbs over a folder on disk."""
