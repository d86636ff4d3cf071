"""A photo: only a picture goes in, nothing but the picture comes out, and who sees it is its owner's to say."""

from datetime import timedelta
from io import BytesIO
from types import SimpleNamespace

import pytest
import sqlalchemy as sa
from PIL import Image, ImageChops, ImageOps, ImageStat
from werkzeug.exceptions import NotFound

from house import clock
from house.people import acts
from house.people.belonging import Photo
from house.people.models import SignIn
from house.people.photo_pages import MOST_SENT, keep
from house.people.photos import MOST_BYTES, NotAPhoto, small_square
from house.viewer import CARD_CLOSES_FOR, Role
from tests.support.cast import NOW


def picture(kind="JPEG", size=(400, 300), colour="orange", **more):
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, kind, **more)
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


@pytest.mark.parametrize("held", range(1, 9))
def test_it_stands_upright_however_the_camera_was_held(held):
    sent = Image.effect_noise((300, 200), 90)
    exif = Image.Exif()
    exif[0x0112] = held
    out = BytesIO()
    sent.save(out, "PNG", exif=exif)
    small = opened(small_square(out.getvalue())).convert("L")
    upright = ImageOps.fit(ImageOps.exif_transpose(Image.open(BytesIO(out.getvalue()))), (256, 256))
    apart = ImageStat.Stat(ImageChops.difference(small, upright)).mean[0]
    assert apart < 12


def test_a_picture_that_lies_on_its_side_stands_up():
    sideways = Image.new("RGB", (200, 200), "white")
    sideways.paste("black", (0, 0, 200, 100))  # black above, once it is turned: on one side
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    out = BytesIO()
    sideways.save(out, "PNG", exif=exif)
    small = opened(small_square(out.getvalue())).convert("L")
    assert small.getpixel((240, 128)) < 60 and small.getpixel((16, 128)) > 190


def test_of_a_moving_picture_the_first_is_kept():
    out = BytesIO()
    pictures = [Image.new("RGB", (300, 300), colour) for colour in ("white", "black")]
    pictures[0].save(out, "WEBP", save_all=True, append_images=pictures[1:])
    small = opened(small_square(out.getvalue()))
    assert not getattr(small, "is_animated", False) and small.getpixel((128, 128))[0] > 240


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA"])
def test_what_can_be_seen_through_stands_on_white(mode):
    out = BytesIO()
    Image.new(mode, (300, 300)).convert(mode).save(out, "PNG")
    small = opened(small_square(out.getvalue()))
    assert small.mode == "RGB"
    assert (small.getpixel((128, 128))[0] > 240) == (mode in ("LA", "RGBA"))


def test_a_photo_of_a_kind_for_print_is_taken():
    out = BytesIO()
    Image.new("CMYK", (2000, 3000), (0, 0, 0, 0)).save(out, "JPEG")
    assert opened(small_square(out.getvalue())).size == (256, 256)


def bomb(size=(12_000, 12_000)):
    """A few bytes that claim to be a wall of dots."""
    out = BytesIO()
    Image.new("1", size).save(out, "PNG", optimize=True)
    return out.getvalue()


@pytest.mark.parametrize(
    ("sent", "word"),
    [
        pytest.param(b"", "read as a photo", id="nothing"),
        pytest.param(b"hello", "read as a photo", id="no picture"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "read as a photo", id="a drawing"),
        pytest.param(picture()[:200], "read as a photo", id="half a picture"),
        pytest.param(picture("PNG")[:-30], "read as a photo", id="most of a picture"),
        pytest.param(picture("GIF"), "read as a photo", id="a kind we do not take"),
        pytest.param(picture("TIFF"), "read as a photo", id="nor this one"),
        pytest.param(bomb((6_500, 6_500)), "too wide or too tall", id="more than 40 million dots"),
        pytest.param(bomb(), "too wide or too tall", id="a bomb"),
        pytest.param(bomb((20_000, 20_000)), "too wide or too tall", id="a large bomb"),
        pytest.param(b"x" * (MOST_BYTES + 1), "2 MB", id="too large"),
    ],
)
def test_what_is_no_photo_gets_a_clear_word(app, sent, word):
    with app.test_request_context(), pytest.raises(NotAPhoto) as trouble:
        small_square(sent)
    assert word in str(trouble.value.words)


def test_a_wall_of_dots_is_not_opened(app, monkeypatch):
    monkeypatch.setattr("house.people.photos._middle", lambda _photo: pytest.fail("It was opened."))
    with app.test_request_context(), pytest.raises(NotAPhoto):
        small_square(bomb((6_500, 6_500)))


# --- on the page ---


@pytest.fixture
def kept(inside):
    def count(somebody):
        with inside() as session:
            return session.scalar(
                sa.select(sa.func.count()).select_from(Photo).where(Photo.person_id == somebody.person_id)
            )

    return count


def address(somebody):
    return f"/people/{somebody.person_id}/photo"


def test_a_photo_is_kept_and_its_owner_alone_sees_it(visit, resident, housemate, coordinator, worker, kept):
    assert visit(resident).send_photo(picture()).status_code == 303
    assert kept(resident) == 1
    mine = visit(resident).get(address(resident))
    assert (mine.status_code, mine.headers["Content-Type"]) == (200, "image/webp")
    assert [visit(each).get(address(resident)).status_code for each in (housemate, worker, coordinator)] == [404] * 3
    assert address(resident) not in visit(housemate).page("/people")
    assert address(resident) not in visit(housemate).page(f"/people/{resident.person_id}")


def test_the_page_says_who_sees_it_and_asks_on_the_spot(visit, resident, housemate):
    browser = visit(resident)
    browser.send_photo(picture())
    assert "Only you see it now." in browser.page("/me/photo")
    page = browser.after(browser.submit("/me/consents/photo/yes", page="/me/photo"))
    assert "People of this house see it beside your name." in page
    assert visit(housemate).get(address(resident)).status_code == 200


def test_with_a_yes_the_house_sees_it_and_nobody_else(visit, resident, housemate, outsider):
    visit(resident).send_photo(picture())
    visit(resident).post("/me/consents/photo/yes")
    assert visit(housemate).get(address(resident)).status_code == 200
    assert address(resident) in visit(housemate).page("/people")
    assert address(resident) in visit(housemate).page(f"/people/{resident.person_id}")
    assert visit(outsider).get(address(resident)).status_code == 404
    assert visit().get(address(resident)).headers["Location"].startswith("/sign-in")


def test_taking_the_yes_back_hides_it_at_the_next_look(visit, resident, housemate, kept):
    visit(resident).send_photo(picture())
    visit(resident).post("/me/consents/photo/yes")
    visit(resident).post("/me/consents/photo/stop")
    assert visit(housemate).get(address(resident)).status_code == 404
    assert visit(resident).get(address(resident)).status_code == 200 and kept(resident) == 1


def test_another_photo_takes_its_place(visit, resident, kept):
    visit(resident).send_photo(picture())
    first = visit(resident).get(address(resident)).get_data()
    visit(resident).send_photo(picture("PNG", colour="green"))
    assert kept(resident) == 1 and visit(resident).get(address(resident)).get_data() != first


def test_taking_it_away_leaves_nothing(visit, resident, kept):
    visit(resident).send_photo(picture())
    visit(resident).post("/me/photo/take-away")
    assert kept(resident) == 0
    assert visit(resident).get(address(resident)).status_code == 404


def test_taking_away_what_is_not_there_is_fine(visit, resident):
    assert visit(resident).post("/me/photo/take-away").status_code == 303


@pytest.mark.parametrize(
    ("data", "word"),
    [(b"", "Choose a picture first"), (b"hello", "be read as a photo"), (b"x" * (MOST_BYTES + 1), "larger than 2 MB")],
)
def test_bad_input_is_met_beside_the_field_and_keeps_the_old_photo(visit, resident, kept, data, word):
    visit(resident).send_photo(picture())
    answer = visit(resident).send_photo(data, "me.jpg" if data else "")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and word in page and 'id="photo-error"' in page
    assert kept(resident) == 1


def test_far_too_much_is_turned_away_unread(visit, resident, kept):
    answer = visit(resident).send_photo(b"x" * MOST_SENT)
    assert answer.status_code == 413 and kept(resident) == 0


def test_a_photo_takes_its_own_form(visit, resident, kept):
    answer = visit(resident).client.post("/me/photo", data={"photo": "x"})
    assert answer.status_code == 400 and kept(resident) == 0


def test_no_cache_on_the_way_keeps_it(visit, resident):
    visit(resident).send_photo(picture())
    headers = visit(resident).get(address(resident)).headers
    assert headers["Cache-Control"] == "private, no-store" and headers["X-Content-Type-Options"] == "nosniff"


def test_whoever_moves_on_takes_it_along_and_nobody_here_sees_it(
    visit, inside, resident, housemate, kept, moves_on, at
):
    visit(resident).send_photo(picture())
    visit(resident).post("/me/consents/photo/yes")
    moves_on(resident)
    assert kept(resident) == 1
    assert visit(housemate).get(address(resident)).status_code == 404
    later = at(NOW + timedelta(days=9))
    with inside():  # back here, and saying yes: it is still of the earlier stay
        acts.join(resident.house_id, resident.person_id, Role.resident, later)
    visit(resident).post("/me/consents/photo/yes")
    assert visit(housemate).get(address(resident)).status_code == 404
    assert visit(resident).get(address(resident)).status_code == 404
    assert address(resident) not in visit(housemate).page("/people")
    visit(resident).send_photo(picture())
    assert visit(housemate).get(address(resident)).status_code == 200


def test_it_stays_with_whoever_stays_in_another_role(visit, living_worker, kept, moves_on):
    visit(living_worker).send_photo(picture())
    moves_on(living_worker, Role.peer_worker)
    assert kept(living_worker) == 1


def test_whoever_moves_on_meanwhile_leaves_none_behind(app, inside, resident, kept, moves_on):
    viewer = SimpleNamespace(person_id=resident.person_id, house_id=resident.house_id)
    moves_on(resident)
    with inside(), pytest.raises(NotFound):
        keep(viewer, picture("WEBP"), NOW)
    assert kept(resident) == 0


# --- by a re-entry card ---


@pytest.fixture
def by_card(visit, inside, resident):
    """Robin's browser, come in by a card: what was private before it is closed for a day."""

    def come():
        browser = visit(resident)
        with inside() as session:
            session.get_one(SignIn, browser.sign_in_id).private_opens_at = clock.now() + CARD_CLOSES_FOR
        return browser

    return come


def test_a_card_opens_no_photo_that_nobody_sees(visit, resident, by_card, at):
    visit(resident).send_photo(picture())
    at(NOW + timedelta(hours=1))
    browser = by_card()
    assert browser.get(address(resident)).status_code == 404
    assert "Only you see it" not in browser.page("/me/photo")
    at(NOW + timedelta(days=2))
    assert visit(resident).get(address(resident)).status_code == 200


def test_what_the_house_sees_a_card_shows_too(visit, resident, by_card, at):
    visit(resident).send_photo(picture())
    visit(resident).post("/me/consents/photo/yes")
    at(NOW + timedelta(hours=1))
    assert by_card().get(address(resident)).status_code == 200
