"""Where things lie: everything that a site must back up is below one folder."""

from __future__ import annotations

from pathlib import Path

from gongjin.web.settings import environment

_PACKAGE = Path(__file__).resolve().parents[2]


def _default_home() -> Path:
    checkout = _PACKAGE.parents[1]
    in_checkout = _PACKAGE.parent.name == "src" and (checkout / "pyproject.toml").is_file()
    return checkout / "var" if in_checkout else Path.home() / ".gongjin"


GONGJIN_HOME = Path(environment.text("GONGJIN_HOME") or _default_home()).expanduser().absolute()
MEDIA_ROOT = GONGJIN_HOME / "files"
# Made by `gongjin up` from what the package ships; may be deleted at any time.
STATIC_ROOT = GONGJIN_HOME / "static"
