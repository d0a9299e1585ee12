"""A multilingual article localization workflow: articles in, localized articles out."""
