"""From an uploaded file to what is stored of it: the last step before an import, with one Chinese refusal."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import cast

from django.conf import settings
from django.utils.translation import gettext as _

from gongjin import __version__
from gongjin.audit.errors import Invalid
from gongjin.compiler.compile import compile_document
from gongjin.compiler.errors import RefusedFile
from gongjin.compiler.files import read_document
from gongjin.compiler.plan import CompiledPlan
from gongjin.compiler.serialise import to_json
from gongjin.core import clock
from gongjin.ledger.models import Plan, PlanVersion
from gongjin.store.files import Files


def files() -> Files:
    """The store of plan files below the home folder."""
    return Files(settings.GONGJIN_HOME / "files")


def understood(data: bytes, file_name: str) -> CompiledPlan:
    """Read and compile a file. Raises `Invalid` with the compiler's message, or when nothing was understood."""
    try:
        plan = compile_document(read_document(data, file_name))
    except RefusedFile as error:
        raise Invalid(error.message, "file") from error
    if not plan.sections:
        raise Invalid(
            _("没有识别出带编号的章节（如“一、”“（一）”“1.”），无法形成台账。请确认选对了文件，或补上编号后再导入。"),
            "file",
        )
    return plan


def text_digest(text: str) -> str:
    """The digest of a plan's words, whatever its spaces and line ends: the same for its .docx and its .txt."""
    return hashlib.sha256(re.sub(r"\s", "", text).encode()).hexdigest()


def _storable(value: object) -> object:
    """JSON whose numbers come back alike from every database: a whole float becomes an integer."""
    match value:
        case dict():
            return {str(key): _storable(item) for key, item in value.items()}
        case list() | tuple():
            return [_storable(item) for item in value]
        case float() if value.is_integer():
            return int(value)
    return value


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read and compiled, outside the write turn, and not yet stored."""

    file_name: str
    data: bytes
    plan: CompiledPlan

    @property
    def title(self) -> str:
        """The document's title, or the file's name where it has none."""
        return " ".join((self.plan.title or PurePath(self.file_name).stem or _("未命名方案")).split())[:200]

    @property
    def year(self) -> int:
        """The year of issue, else the one year that the text names, else this year."""
        if self.plan.issued:
            return int(self.plan.issued[:4])
        years = set(self.plan.years)
        return years.pop() if len(years) == 1 else clock.today().year

    @property
    def digest(self) -> str:
        """The digest of the words."""
        return text_digest(self.plan.text)

    def version(self, plan: Plan, number: int) -> PlanVersion:
        """The unsaved version; the file is stored now."""
        compiled = cast("dict[str, object]", _storable(to_json(self.plan)))
        return PlanVersion(
            plan=plan,
            number=number,
            file_name=PurePath(self.file_name.replace("\\", "/")).name[:255],
            file_digest=files().put(self.data),
            text=self.plan.text,
            text_digest=self.digest,
            compiled={key: value for key, value in compiled.items() if key != "text"},
            compiler=__version__[:20],
            imported_at=clock.now(),
        )


def read(data: bytes, file_name: str, compiled: CompiledPlan | None = None) -> Read:
    """Read and compile a file, unless it is compiled already, before a transaction begins. Raises `Invalid`."""
    return Read(file_name, data, compiled or understood(data, file_name))
