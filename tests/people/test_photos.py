"""A photo: only a picture goes in, nothing but the picture comes out, and who sees it is its owner's to say."""

from io import BytesIO

import pytest
import sqlalchemy as sa
from PIL import Image

from house.people.belonging import Photo
from house.people.photos import MOST_BYTES, NotAPhoto, small_square
from tests.support.cast import NOW


def picture(kind="JPEG", size=(400, 300), **more):
    out = BytesIO()
    Image.new("RGB", size, (200, 120, 40)).save(out, kind, **more)
    return out.getvalue()


def opened(data):
    return Image.open(BytesIO(data))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_becomes_a_small_square(kind):
    small = opened(small_square(picture(kind)))
    assert (small.format, small.size) == ("WEBP", (256, 256))


def test_the_place_where_it_was_taken_does_not_go_with_it():
    exif = Image.Exif()
    exif[0x010F] = "quandong-phone"  # Make
    exif.get_ifd(0x8825)[2] = (37.0, 48.0, 50.0)  # GPSLatitude
    sent = picture(exif=exif)
    assert b"quandong" in sent
    small = small_square(sent)
    assert b"quandong" not in small and not opened(small).getexif()


def test_a_picture_that_lies_on_its_side_stands_up():
    sideways = Image.new("RGB", (200, 200), "white")
    sideways.paste("black", (0, 0, 200, 100))  # black above, once it is turned: on one side
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    out = BytesIO()
    sideways.save(out, "PNG", exif=exif)
    small = opened(small_square(out.getvalue())).convert("L")
    assert small.getpixel((240, 128)) < 60 and small.getpixel((16, 128)) > 190


def bomb():
    """A few bytes that claim to be a wall of dots."""
    out = BytesIO()
    Image.new("1", (12_000, 12_000)).save(out, "PNG", optimize=True)
    return out.getvalue()


@pytest.mark.parametrize(
    ("sent", "word"),
    [
        pytest.param(b"", "read as a photo", id="nothing"),
        pytest.param(b"hello", "read as a photo", id="no picture"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "read as a photo", id="a drawing"),
        pytest.param(picture()[:200], "read as a photo", id="half a picture"),
        pytest.param(picture("GIF"), "read as a photo", id="a kind we do not take"),
        pytest.param(picture("TIFF"), "read as a photo", id="nor this one"),
        pytest.param(bomb(), "photo|dots", id="a bomb"),
        pytest.param(b"x" * (MOST_BYTES + 1), "2 MB", id="too large"),
    ],
)
def test_what_is_no_photo_gets_a_clear_word(app, sent, word):
    with app.test_request_context(), pytest.raises(NotAPhoto) as trouble:
        small_square(sent)
    assert any(each in str(trouble.value.words) for each in word.split("|"))


# --- on the page ---


def send(browser, data, name="me.jpg"):
    return browser.post("/me/photo", photo=(BytesIO(data), name))


@pytest.fixture
def kept(inside):
    def count(somebody):
        with inside() as session:
            return session.scalar(
                sa.select(sa.func.count()).select_from(Photo).where(Photo.person_id == somebody.person_id)
            )

    return count


def test_a_photo_is_kept_and_its_owner_alone_sees_it(visit, resident, housemate, coordinator, kept):
    assert send(visit(resident), picture()).status_code == 303
    assert kept(resident) == 1
    address = f"/people/{resident.person_id}/photo"
    mine = visit(resident).get(address)
    assert (mine.status_code, mine.headers["Content-Type"]) == (200, "image/webp")
    assert [visit(each).get(address).status_code for each in (housemate, coordinator)] == [404, 404]
    assert address not in visit(housemate).page("/people")


def test_with_a_yes_the_house_sees_it_and_nobody_else(visit, resident, housemate, outsider):
    send(visit(resident), picture())
    visit(resident).post("/me/consents/photo/yes")
    address = f"/people/{resident.person_id}/photo"
    assert visit(housemate).get(address).status_code == 200
    assert address in visit(housemate).page("/people")
    assert visit(outsider).get(address).status_code == 404
    assert visit().get(address).headers["Location"].startswith("/sign-in")


def test_taking_the_yes_back_hides_it_at_the_next_look(visit, resident, housemate):
    send(visit(resident), picture())
    visit(resident).post("/me/consents/photo/yes")
    visit(resident).post("/me/consents/photo/stop")
    assert visit(housemate).get(f"/people/{resident.person_id}/photo").status_code == 404


def test_another_photo_takes_its_place(visit, resident, kept):
    send(visit(resident), picture())
    send(visit(resident), picture("PNG"))
    assert kept(resident) == 1


def test_taking_it_away_leaves_nothing(visit, resident, kept):
    send(visit(resident), picture())
    visit(resident).post("/me/photo/take-away")
    assert kept(resident) == 0


@pytest.mark.parametrize(
    ("data", "word"),
    [(b"", "Choose a picture first"), (b"hello", "be read as a photo"), (b"x" * (MOST_BYTES + 1), "larger than 2 MB")],
)
def test_bad_input_is_met_beside_the_field_and_keeps_the_old_photo(visit, resident, kept, data, word):
    send(visit(resident), picture())
    answer = send(visit(resident), data, "me.jpg" if data else "")
    assert answer.status_code == 422 and word in answer.get_data(as_text=True)
    assert kept(resident) == 1


# What was read of it lies in a file without a name, which goes with the request.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_far_too_much_is_told_so_too(visit, resident, kept):
    answer = send(visit(resident), b"x" * (4 * 1024 * 1024))
    assert answer.status_code == 413 and kept(resident) == 0


def test_it_carries_no_word_for_a_cache(visit, resident):
    send(visit(resident), picture())
    assert visit(resident).get(f"/people/{resident.person_id}/photo").headers["Cache-Control"] == "no-store"


def test_new_people_are_shown_as_new(visit, inside, resident, at):
    assert "new here" not in visit(resident).page("/people")
    assert "Here since July 2025" in visit(resident).page(f"/people/{resident.person_id}")
    assert NOW.year == 2026
