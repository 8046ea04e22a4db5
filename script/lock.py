"""Resolves pyproject.toml with pip and writes the exact versions of all packages to requirements/.

site.txt is what a site and its build need, dev.txt adds what the checks need. No hashes, no addresses:
the versions come from whichever index the machine uses.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEAD = "# Made by script/lock from pyproject.toml. Do not edit.\n"


def resolve(requirements: list[str], constraint: Path | None = None) -> dict[str, str]:
    """Names and versions of the packages that pip would install into an empty environment."""
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "-qq", "--report", "-"]
    if constraint:
        command += ["--constraint", str(constraint)]
    done = subprocess.run([*command, *requirements], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    installed = [entry["metadata"] for entry in json.loads(done.stdout)["install"]]
    return {entry["name"]: entry["version"] for entry in installed if entry["name"] != "gongjin"}


def write(file: Path, versions: dict[str, str]) -> None:
    """One `name==version` a line, in the order of names."""
    lines = sorted(f"{name.lower()}=={version}\n" for name, version in versions.items())
    file.write_text(HEAD + "".join(lines), encoding="utf-8")


def main() -> None:
    """Resolve everything together first, so that both files agree."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    build = [*project["build-system"]["requires"], "editables"]
    run, extras = project["project"]["dependencies"], project["project"]["optional-dependencies"]
    dev = [requirement for requirement in extras["dev"] if not requirement.startswith("gongjin[")]
    target = ROOT / "requirements"
    write(target / "dev.txt", resolve([*run, *extras["postgres"], *build, *dev]))
    write(target / "site.txt", resolve([*run, *extras["postgres"], *build], constraint=target / "dev.txt"))


if __name__ == "__main__":
    main()
