"""Applying what a workbook that came back proposes: all of the previewed changes as one act, or none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from gongjin.audit.actions import Act
from gongjin.audit.errors import Invalid
from gongjin.audit.states import StateTable
from gongjin.ledger import states
from gongjin.ledger.actions.division import SettleDivision
from gongjin.ledger.actions.previewed import digest
from gongjin.ledger.models import Division


@dataclass(frozen=True)
class ReadBack(SettleDivision):
    """Apply a confirmed preview. `preview` is the digest of what was shown, `file_digest` the SHA-256 of the workbook.

    Raises what `SettleDivision` raises, and `Invalid` if the changes are not those that were shown.
    """

    code: ClassVar[str] = "ledger.division.read_back"
    table: ClassVar[StateTable] = states.DIVISION
    preview: str
    file_digest: str
    file_name: str = ""

    def change(self, target: Division, act: Act) -> Division:
        if digest(self.changes) != self.preview:
            raise Invalid(_("要应用的内容与预览不一致，没有改动任何内容。请重新上传工作簿。"))
        return super().change(target, act)

    def payload(self) -> dict[str, object]:
        own = {"preview": self.preview, "file_digest": self.file_digest, "file_name": self.file_name}
        return {**super().payload(), **own}
