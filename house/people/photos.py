"""A photo as somebody sent it becomes a small square picture of ours, with nothing in it but the picture."""

from functools import cache
from importlib import import_module
from io import BytesIO
from typing import Any

from flask_babel import lazy_gettext as _

MOST_BYTES = 2 * 1024 * 1024
MOST_DOTS = {"JPEG": 40_000_000, "PNG": 16_000_000, "WEBP": 16_000_000}  # a good phone's photo; others are held whole
MOST_SCANS = 64  # of a JPEG that comes in ever finer passes: cameras make about ten
SIDE = 256
_FORMATS = tuple(MOST_DOTS)
_SCAN = b"\xff\xda"  # start of a scan; inside one these two bytes never stand together (ITU-T T.81, B.1.1.5)


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
        raise NotAPhoto(_("That file is larger than 2 MB. Choose a smaller one, or a screenshot of the picture."))
    image = _pillow("Image")
    try:
        return _drawn_anew(sent)
    except NotAPhoto:
        raise
    except (image.DecompressionBombError, image.DecompressionBombWarning):
        raise NotAPhoto(_TOO_MANY_DOTS) from None
    except Exception:  # whatever a broken or made-up file sets off in a decoder
        raise NotAPhoto(_("That file can’t be read as a photo. Choose a JPEG, PNG or WebP picture.")) from None


_TOO_MANY_DOTS = _("That picture is too wide or too tall. Choose a smaller one, or a screenshot of the picture.")


def _drawn_anew(sent: bytes) -> bytes:
    image = _pillow("Image")
    with image.open(BytesIO(sent), formats=_FORMATS) as photo:
        if photo.width * photo.height > MOST_DOTS[photo.format] or sent.count(_SCAN) > MOST_SCANS:
            raise NotAPhoto(_TOO_MANY_DOTS)
        photo.draft("RGB", (2 * SIDE, 2 * SIDE))  # a large JPEG is read in small; of several pictures in one, the first
        square = _upright(_middle(photo), _held(photo))
    drawn = image.new("RGB", square.size, "white")
    drawn.paste(square, mask=square.getchannel("A"))  # on a picture of ours: nothing of the old file goes with it
    out = BytesIO()
    drawn.save(out, "WEBP", quality=80)
    return out.getvalue()


def _held(photo: Any) -> Any:
    """How the camera was held (EXIF, 1 to 8); as it is where that can't be read."""
    try:
        return photo.getexif().get(0x0112)
    except Exception:
        return None


def _middle(photo: Any) -> Any:
    """The square in the middle, made small before it is turned, so that one large picture at most is held."""
    side = min(photo.size)
    left, top = (photo.width - side) // 2, (photo.height - side) // 2
    whole = photo if photo.mode in ("RGB", "RGBA", "L") else photo.convert("RGBA")
    small = whole.resize((SIDE, SIDE), box=(left, top, left + side, top + side), reducing_gap=2)
    return small.convert("RGBA")


def _upright(square: Any, held: Any) -> Any:
    """Turned so that up is up."""
    turns = _pillow("Image").Transpose
    how = {
        2: turns.FLIP_LEFT_RIGHT,
        3: turns.ROTATE_180,
        4: turns.FLIP_TOP_BOTTOM,
        5: turns.TRANSPOSE,
        6: turns.ROTATE_270,
        7: turns.TRANSVERSE,
        8: turns.ROTATE_90,
    }.get(held)
    return square if how is None else square.transpose(how)
