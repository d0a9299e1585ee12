"""What web pages leave around an article: buttons, captchas, share links, in many languages.

Each pattern must match a whole block, so that a sentence which merely holds such words is text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_PATTERNS = (
    # ratings and captchas
    r"(?:do|did) you (?:like|find|enjoy) th(?:is|e) (?:article|story|page|post)\b.*",
    r"was this (?:article|page|story) (?:helpful|useful|interesting)\b.*",
    r"captcha\b.{0,20}",
    r"rate this (?:article|story|post)\b.*",
    r"(?:cet article vous a-t-il plu|avez-vous aimé cet article)\b.*",
    r"¿?\s*te (?:gustó|ha gustado) (?:este|el) artículo\b.*",
    r"(?:você )?gostou d(?:este|o) artigo\b.*",
    r"هل (?:أعجبك|أعجبكم) (?:هذا|هذه) (?:المقال|المقالة)\b.*",
    r"آیا این مقاله را پسندیدید\b.*",
    r"کیا آپ کو یہ مضمون پسند آیا\b.*",
    r"bu (?:makaleyi|yazıyı|haberi) beğendiniz mi\b.*",
    r"вам понравилась (?:эта )?статья\b.*",
    # sharing, following, comments
    r"(?:share|tweet|email|print)(?: this(?: (?:article|story|page|post))?)?(?: on \w+)?",
    r"(?:partager|imprimer|compartir|imprimir|compartilhar|paylaş|yazdır|поделиться|drucken|teilen)",
    r"(?:مشاركة|شارك|طباعة|اشتراک گذاری|چاپ|شیئر کریں)",
    r"(?:post|leave|add|write) (?:a|your) (?:comment|reply)\b.{0,20}",
    r"(?:\d+ )?comments?(?: \(\d+\))?(?: policy)?",
    r"(?:subscribe|sign up|follow us|newsletter|advertisement|related (?:articles|stories))\b.{0,60}",
    r"(?:read (?:more|next)|most (?:read|popular)|back to top|skip to (?:main )?content)\b.{0,60}",
    r"all rights reserved\b.{0,60}",
    r"(?:©|\(c\)) ?\d{4}\b.*",
)


def is_residue(text: str, further: Sequence[str] = ()) -> bool:
    """Whether a block, on one line, is a page's own control and no text of the article."""
    return _compiled(tuple(further)).fullmatch(text.strip()) is not None


@cache
def _compiled(further: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in (*_PATTERNS, *further)), re.IGNORECASE)
