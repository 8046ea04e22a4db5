"""Message catalogues without GNU gettext: the texts of code and templates go into src/gongjin/locale with Babel.

The source texts are Chinese, so that Chinese needs no catalogue. `script/messages` updates the others (en) and keeps
what was translated; `script/messages --check` changes nothing and fails if a catalogue lacks a text that the code has,
holds one that is gone, or has a translation whose placeholders differ from those of its text.
"""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "gongjin"
LOCALES = SOURCE / "locale"
METHODS = [
    ("**/tests/**", "ignore"),
    ("**/migrations/**", "ignore"),
    ("**/templates/**.html", "enmerkar.extract:extract_django"),
    ("**.py", "python"),
]
# A date in the header would make two branches collide for nothing.
_NEVER = datetime(2024, 1, 1, tzinfo=UTC)
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}


def extracted() -> Catalog:
    """Every marked text of the package, with the files that use it (without line numbers, which only make noise)."""
    catalogue = Catalog(project="gongjin", charset="utf-8", fuzzy=False)
    found = extract_from_dir(SOURCE, method_map=METHODS, keywords=KEYWORDS, comment_tags=("translators:",))
    for file, _, message, comments, context in found:
        place = (Path(file).as_posix(), 0)
        catalogue.add(message, None, [place], auto_comments=comments, context=context)
    return catalogue


def _write(file: Path, catalogue: Catalog) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as target:
        write_po(
            target,
            catalogue,
            width=0,
            sort_output=True,
            omit_header=False,
            ignore_obsolete=True,
            include_lineno=False,
            include_previous=False,
        )


def _read(file: Path, locale: str) -> Catalog:
    with file.open("rb") as source:
        return read_po(source, locale=locale)


def _texts(catalogue: Catalog) -> set[tuple[str, str]]:
    return {(message.context or "", str(message.id)) for message in catalogue if message.id}


def update(file: Path, template: Catalog) -> None:
    """Bring one catalogue up to date; a text that changed loses its translation rather than keeping a guess."""
    locale = file.parent.parent.name
    catalogue = _read(file, locale) if file.exists() else Catalog(locale=locale, fuzzy=False)
    catalogue.header_comment = f"# gongjin: {locale}"
    catalogue.msgid_bugs_address, catalogue.last_translator, catalogue.language_team = "", "", ""
    catalogue.project, catalogue.version = "gongjin", "1"
    catalogue.creation_date = catalogue.revision_date = _NEVER
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    _write(file, catalogue)


def findings(file: Path, template: Catalog) -> list[str]:
    """What is wrong with a catalogue, a line each."""
    catalogue = _read(file, file.parent.parent.name)
    wanted, present = _texts(template), _texts(catalogue)
    name = file.relative_to(ROOT)
    lines = [f"{name}：缺少“{text}”" for _, text in sorted(wanted - present)]
    lines += [f"{name}：多出“{text}”" for _, text in sorted(present - wanted)]
    for message, errors in catalogue.check():
        lines += [f"{name}：“{message.id}”：{error}" for error in errors]
    return lines


def main() -> int:
    """Exit codes: 0 done or in order, 1 findings."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    template = extracted()
    files = sorted(LOCALES.glob("*/LC_MESSAGES/django.po")) or [LOCALES / "en" / "LC_MESSAGES" / "django.po"]
    problems: list[str] = []
    for file in files:
        if check:
            problems += findings(file, template)
        else:
            update(file, template)
        catalogue = _read(file, file.parent.parent.name)
        done = sum(bool(message.string) for message in catalogue if message.id)
        print(f"{file.parent.parent.name}：已译 {done} / {len(catalogue)} 条")
    if problems:
        print("\n".join(problems[:20]), file=sys.stderr)
        print(f"共 {len(problems)} 处。运行 script/messages 更新译文目录", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
