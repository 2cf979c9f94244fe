from jobs.search.similar import similar


def test_its_own_copies_are_left_out(live, facility):
    one = live(facility=facility, title="Kestrel RN - Denver", city="Denver")
    live(facility=facility, title="Kestrel RN - Golden", city="Golden")
    other = live(title="Wagtail RN")
    assert [card.pk for card in similar(one)] == [other.pk]


def test_what_is_nearer_stands_higher_and_is_listed_once(live):
    one = live(title="Kestrel RN", lat=39.7, lon=-105.0)
    far = live(title="Heron RN", lat=25.8, lon=-80.2)
    near = live(title="Wagtail RN", lat=39.9, lon=-105.1)
    assert [card.pk for card in similar(one)] == [near.pk, far.pk]


def test_one_without_a_place_finds_others_by_what_they_are(live):
    one = live(title="Kestrel RN", city="", state=None, lat=None, lon=None)
    other = live(title="Wagtail RN")
    assert [card.pk for card in similar(one)] == [other.pk]


def test_another_trade_is_not_similar(live):
    one = live(title="Kestrel RN")
    live(title="Pharmacy technician", role=None)
    assert similar(one) == []
