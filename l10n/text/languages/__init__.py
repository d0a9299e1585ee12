"""What each language calls things; read by `l10n.text.wording`."""
