"""Leaving for other tools and returning: XLIFF, CSV, XLSX."""
