"""Static files in production: hashed, compressed, and the site's thirty small style sheets served as one."""

import re

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "css/site.css"
IMPORT = re.compile(r'^@import "(?P<name>[^"]+)";\n', re.MULTILINE)


def flatten(sheet, read):
    """The text of `sheet` with each @import replaced by what `read(name)` gives; names are beside the sheet.

    Raises ValueError where an imported sheet imports again, or lies in a folder and names a file by url():
    both would change meaning when moved.
    """

    def inlined(match):
        name = match["name"]
        text = read(name)
        if "@import" in text or ("/" in name and "url(" in text):
            raise ValueError(f"{name} cannot be inlined: it imports, or names a file from another folder.")
        return text.rstrip() + "\n"

    return IMPORT.sub(inlined, sheet)


class SiteStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """A phone on a slow line asks once for the styles, not once for each component."""

    def post_process(self, paths, dry_run=False, **options):
        if SHEET in paths and not dry_run:
            folder = SHEET.rpartition("/")[0]
            flat = flatten(_read(paths, SHEET), lambda name: _read(paths, f"{folder}/{name}"))
            self.delete(SHEET)
            self.save(SHEET, ContentFile(flat))
            paths = {**paths, SHEET: (self, SHEET)}
        yield from super().post_process(paths, dry_run, **options)


def _read(paths, name):
    storage, path = paths[name]
    with storage.open(path) as file:
        return file.read().decode()
