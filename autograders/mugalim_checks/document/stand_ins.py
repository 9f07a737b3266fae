"""Pictures in place of those whose dots a document does not keep; imported where files are made."""

from __future__ import annotations

from io import BytesIO

from PIL import Image as Pillow

from mugalim_checks.document.blocks import Image

_LARGEST_PICTURE = 480  # pixels


def stand_in(image: Image) -> bytes:
    """A plain picture of the same shape: a document knows its pictures' words, not their dots."""
    width, height = max(image.width, 8), max(image.height, 8)
    scale = min(1.0, _LARGEST_PICTURE / max(width, height))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    content = BytesIO()
    Pillow.new("RGB", size, "#D9D9D9").save(content, "PNG")
    return content.getvalue()
