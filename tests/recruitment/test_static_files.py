import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.management.commands.collectstatic import Command

from recruitment.static_files import SHEET, SiteStaticFilesStorage, flatten


@pytest.fixture
def collected(tmp_path, settings):
    """What `collectstatic` leaves in production."""
    settings.STATIC_ROOT = tmp_path
    settings.DEBUG = False
    storage = SiteStaticFilesStorage(location=tmp_path, base_url="/static/")
    command = Command()
    command.storage = storage
    command.set_options(
        interactive=False, verbosity=0, link=False, clear=False, dry_run=False,
        ignore_patterns=["admin", "allauth"], use_default_ignore_patterns=True, post_process=True,
    )  # fmt: skip
    command.collect()
    return storage


def test_the_styles_are_one_file_in_production(collected):
    served = (Path(collected.location) / collected.stored_name(SHEET)).read_text()
    assert "@import" not in served
    assert ".posting-card" in served
    assert served.index("@layer tokens, base") < served.index("@layer tokens {")


def test_fonts_are_found_from_the_one_file(collected):
    served = (Path(collected.location) / collected.stored_name(SHEET)).read_text()
    fonts = re.findall(r'url\("([^"]+\.woff2)"\)', served)
    assert len(fonts) == 4
    for font in fonts:
        assert (Path(collected.location) / "css" / font).resolve().exists()


def test_every_import_of_the_site_can_be_inlined():
    sheet = Path(finders.find(SHEET))
    flat = flatten(sheet.read_text(), lambda name: (sheet.parent / name).read_text())
    assert "@import" not in flat


def test_it_refuses_a_sheet_that_imports_again():
    with pytest.raises(ValueError, match=r"a\.css"):
        flatten('@import "a.css";\n', lambda name: '@import "b.css";\n')


def test_it_refuses_a_file_named_from_a_folder():
    with pytest.raises(ValueError, match="cannot be inlined"):
        flatten('@import "components/a.css";\n', lambda name: 'a { background: url("x.svg") }')
