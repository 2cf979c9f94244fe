from jobs.state_map import PLACES, tiles

NAMES = {"TX": "Texas", "CO": "Colorado", "MP": "Northern Mariana Islands"}


def test_every_state_has_a_place_of_its_own():
    assert len(PLACES) == len(set(PLACES.values())) == 53  # 50 states, DC, Puerto Rico, the Virgin Islands


def test_tiles_stand_by_name_and_lead_to_their_search():
    made = tiles(NAMES, {"TX": 24}, url=lambda usps: f"?state={usps}", chosen=frozenset({"CO"}))
    assert [(tile.name, tile.count, tile.url, tile.is_chosen) for tile in made] == [
        ("Colorado", 0, "?state=CO", True),
        ("Texas", 24, "?state=TX", False),
    ]


def test_a_shade_covers_half_as_many_as_the_next():
    counts = {"TX": 100, "CA": 50, "NY": 49, "CO": 25, "WA": 13, "OR": 12, "UT": 1}
    names = {usps: usps for usps in [*counts, "WY"]}
    shades = {tile.usps: tile.shade for tile in tiles(names, counts, url=str)}
    assert shades == {"TX": 4, "CA": 4, "NY": 3, "CO": 3, "WA": 2, "OR": 1, "UT": 1, "WY": 0}
