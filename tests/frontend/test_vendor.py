import hashlib
import json
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RECORD = ROOT / "static/vendor/VERSIONS.json"


def test_vendored_files_are_the_ones_recorded():
    for package in json.loads(RECORD.read_text()).values():
        for name, facts in package["files"].items():
            data = (ROOT / package["folder"] / name).read_bytes()
            assert hashlib.sha256(data).hexdigest() == facts["sha256"], name


def test_every_vendored_package_comes_with_its_license():
    for name, package in json.loads(RECORD.read_text()).items():
        assert package["license"], name
        assert "LICENSE" in package["files"], name


def test_nothing_is_vendored_unrecorded():
    recorded = {
        ROOT / package["folder"] / name
        for package in json.loads(RECORD.read_text()).values()
        for name in package["files"]
    }
    present = {path for path in (ROOT / "static/vendor").rglob("*") if path.is_file()} - {RECORD}
    assert present <= recorded
