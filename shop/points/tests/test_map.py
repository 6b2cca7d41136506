"""The sketch of the province: where things are drawn. No database."""

import math

import pytest
from django.core.paginator import Paginator

from catalog.places.models import Commune
from shop.points.map import PIN_RADIUS, WIDTH, sketch
from shop.points.models import SalesPoint

PHU = Commune(
    code="03127", kind="phuong", name="Điện Biên Phủ", area_km2=56.75, latitude=21.41, longitude=103.05
)
LAY = Commune(
    code="03151", kind="phuong", name="Mường Lay", area_km2=222.65, latitude=22.02, longitude=103.17
)
NHE = Commune(code="03160", kind="xa", name="Mường Nhé", area_km2=489.47, latitude=22.22, longitude=102.43)
COMMUNES = [PHU, LAY, NHE]


def a_point(latitude, longitude):
    return SalesPoint(name="Điểm", slug="diem", latitude=latitude, longitude=longitude)


def near(commune, count=1):
    return [a_point(commune.latitude, commune.longitude) for _ in range(count)]


def drawn(points, communes=COMMUNES, *, number=1, per_page=100, **values):
    page = Paginator(points, per_page).page(number)
    return sketch(communes=communes, page=page, **values)


def test_north_is_up_and_east_is_right():
    phu, lay, nhe = (pin.place for pin in drawn([*near(PHU), *near(LAY), *near(NHE)]).pins)
    assert nhe[1] < lay[1] < phu[1]
    assert nhe[0] < phu[0] < lay[0]


def test_distances_are_true_in_both_directions():
    drawing = drawn([*near(PHU), *near(LAY), *near(NHE)])
    unit = drawing.scale_bar / drawing.scale_bar_km
    phu, lay, nhe = (pin.place for pin in drawing.pins)
    assert math.dist(phu, lay) / unit == pytest.approx(69.0, rel=0.02)
    assert math.dist(lay, nhe) / unit == pytest.approx(79.6, rel=0.02)


def test_every_circle_lies_within_the_drawing_and_is_as_large_as_its_commune():
    drawing = drawn([])
    for circle in drawing.grounds:
        assert circle.x - circle.radius >= 0
        assert circle.x + circle.radius <= WIDTH
        assert circle.y - circle.radius >= 0
        assert circle.y + circle.radius <= drawing.height
    areas = [circle.radius**2 for circle in drawing.grounds]
    assert areas[2] / areas[0] == pytest.approx(489.47 / 56.75, rel=0.05)


def test_pins_are_numbered_as_the_list_is():
    assert [pin.number for pin in drawn(near(PHU, 3)).pins] == [1, 2, 3]


def test_pins_at_one_place_stand_side_by_side_and_keep_a_mark_at_the_place():
    pins = drawn(near(PHU, 12)).pins
    assert not pins[0].is_moved
    assert len({pin.place for pin in pins}) == 1
    for number, pin in enumerate(pins):
        for other in pins[number + 1 :]:
            assert math.dist(pin.disc, other.disc) >= 2 * PIN_RADIUS


def test_a_hundred_pins_at_one_place_are_all_drawn_within_the_drawing():
    drawing = drawn(near(PHU, 100))
    assert len(drawing.pins) == 100
    assert all(0 < pin.disc[0] < WIDTH and 0 < pin.disc[1] < drawing.height for pin in drawing.pins)


def test_what_is_on_other_pages_is_dotted_in_with_its_own_number_and_page():
    points = [*near(PHU, 3), *near(LAY, 2), *near(NHE, 2)]
    drawing = drawn(points, number=2, per_page=3)
    assert [pin.number for pin in drawing.pins] == [4, 5, 6]
    assert [(dot.number, dot.page) for dot in drawing.dots] == [(1, 1), (2, 1), (3, 1), (7, 3)]
    assert drawing.dots[0].place == drawn(near(PHU)).pins[0].place


def test_a_list_of_one_page_has_no_dots():
    assert drawn(near(PHU, 3)).dots == []


def test_a_point_far_outside_the_province_is_drawn_at_the_edge():
    (pin,) = drawn([a_point(10.8, 106.7)]).pins
    assert pin.place[0] <= WIDTH - PIN_RADIUS


def test_names_cover_neither_pins_nor_one_another():
    drawing = drawn(near(NHE))
    assert [label.text for label in drawing.labels] == ["Mường Lay", "Điện Biên Phủ"]


def test_the_visitors_own_place_is_marked():
    drawing = drawn(near(LAY), here=(LAY.latitude, LAY.longitude))
    assert drawing.here == drawing.pins[0].place
    assert drawn([]).here is None


@pytest.mark.parametrize("communes", [[], [PHU], [PHU, PHU]])
def test_hardly_any_communes_still_make_a_drawing(communes):
    drawing = drawn(near(PHU, 2), communes)
    assert drawing.height > 0
    assert len(drawing.pins) == 2


def test_all_positions_are_whole_numbers_for_the_comma_of_vietnamese_pages():
    drawing = drawn(near(PHU, 5), here=(21.5, 103.0))
    numbers = [drawing.width, drawing.height, drawing.scale_bar, *drawing.here]
    numbers += [n for c in drawing.grounds for n in (c.x, c.y, c.radius)]
    numbers += [n for p in drawing.pins for n in (*p.place, *p.disc)]
    numbers += [n for label in drawing.labels for n in (label.x, label.y)]
    assert all(isinstance(number, int) for number in numbers)
