"""A photo as somebody sent it becomes a small square picture of ours, with nothing in it but the picture."""

import warnings
from functools import cache
from importlib import import_module
from io import BytesIO
from typing import Any

from flask_babel import lazy_gettext as _

MOST_BYTES = 2 * 1024 * 1024
MOST_DOTS = 40_000_000  # about what a good phone takes; a picture that claims more is not opened
SIDE = 256
_FORMATS = ("JPEG", "PNG", "WEBP")


class NotAPhoto(Exception):
    """What was sent cannot be shown; `words` is a sentence for whoever sent it."""

    def __init__(self, words: Any) -> None:
        super().__init__()
        self.words = words


@cache
def _pillow(part: str) -> Any:
    """Pillow is read in with the first photo: workers start without it (SPEED S10)."""
    return import_module(f"PIL.{part}")


def small_square(sent: bytes) -> bytes:
    """The photo upright, as a square of 256 dots in WebP, with nothing else that was in it. Raises `NotAPhoto`.

    Its kind and its size are read before it is opened: a few bytes can claim to be a wall of dots.
    """
    if len(sent) > MOST_BYTES:
        raise NotAPhoto(_("That file is larger than 2 MB. Choose a smaller one, or take a picture of the picture."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # Pillow only warns of a picture that is far too large
            return _drawn_anew(sent)
    except NotAPhoto:
        raise
    except Exception:  # whatever a broken or made-up file sets off in a decoder
        raise NotAPhoto(_("That file can’t be read as a photo. Choose a JPEG, PNG or WebP picture.")) from None


def _drawn_anew(sent: bytes) -> bytes:
    image, ops = _pillow("Image"), _pillow("ImageOps")
    with image.open(BytesIO(sent), formats=_FORMATS) as photo:
        if photo.width * photo.height > MOST_DOTS:
            raise NotAPhoto(_("That picture has too many dots. Choose a smaller one."))
        upright = ops.exif_transpose(photo)  # of several pictures in one file, the first
        square = ops.fit(upright.convert("RGB"), (SIDE, SIDE))
    drawn = image.new("RGB", square.size)
    drawn.paste(square)  # a new picture: nothing of the old file goes with it
    out = BytesIO()
    drawn.save(out, "WEBP", quality=80)
    return out.getvalue()
