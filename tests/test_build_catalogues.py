"""Messages are compiled with Babel alone, and the catalogues hold what the code says."""

from __future__ import annotations

import gettext
import subprocess
import sys
from pathlib import Path

import hatch_build
import pytest

ROOT = Path(__file__).resolve().parent.parent
HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


def catalogue(root: Path, text: str) -> Path:
    po = root / "src/gongjin/locale/en/LC_MESSAGES/django.po"
    po.parent.mkdir(parents=True)
    po.write_text(HEAD + text, encoding="utf-8")
    return po


def test_a_catalogue_is_compiled_and_read_by_the_standard_library(tmp_path: Path) -> None:
    po = catalogue(tmp_path, 'msgid "方案"\nmsgstr "Plan"\n')
    assert hatch_build.compile_catalogues(tmp_path) == [po.with_suffix(".mo")]
    with po.with_suffix(".mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("方案") == "Plan"


def test_an_untranslated_text_stays_chinese(tmp_path: Path) -> None:
    po = catalogue(tmp_path, 'msgid "单位"\nmsgstr ""\n')
    hatch_build.compile_catalogues(tmp_path)
    with po.with_suffix(".mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("单位") == "单位"


def test_what_stands_is_not_compiled_again(tmp_path: Path) -> None:
    catalogue(tmp_path, 'msgid "方案"\nmsgstr "Plan"\n')
    hatch_build.compile_catalogues(tmp_path)
    assert hatch_build.compile_catalogues(tmp_path) == []


@pytest.mark.slow
def test_the_catalogues_hold_every_text_of_the_code_and_no_other() -> None:
    done = subprocess.run(
        [sys.executable, "script/messages.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
