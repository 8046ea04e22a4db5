"""What is wrong with the machine rather than with the program, in one Chinese line: disk, rights, database, settings.

Known by the standard library's errors alone, so that a command that needs no Django does not load it for this.
"""

from __future__ import annotations

import errno

from gongjin.core.texts import gettext as _
from gongjin.core.unusable import Unusable

_NO_RIGHT = {errno.EACCES, errno.EPERM, errno.EROFS}
_FULL = {errno.ENOSPC, errno.EDQUOT}
_NO_PLACE = {
    errno.ENOENT: _("没有这个目录，也不能建立"),
    errno.ENOTDIR: _("上级不是目录"),
    errno.EEXIST: _("已有同名的文件"),
    errno.EISDIR: _("应是文件，却是目录"),
    errno.ELOOP: _("链接绕成了圈"),
    errno.ENAMETOOLONG: _("路径太长"),
}


def explain(error: BaseException) -> str | None:
    """The line for somebody who keeps the machine; None for what is a fault of the program and deserves a traceback."""
    if isinstance(error, Unusable):
        return error.message
    if isinstance(error, OSError):
        return _of_files(error)
    cause = error.__cause__
    if cause is not None and type(cause).__module__ == "sqlite3":  # which a command without a database never loads
        return _of_sqlite(str(cause))
    if cause is not None and type(cause).__module__.startswith("psycopg"):
        return _of_postgresql(type(cause).__name__, str(cause))
    if type(error).__name__ == "ImproperlyConfigured":
        return str(error)
    return None


def address_refused(error: OSError) -> str:
    """Why an address cannot be listened on."""
    if error.errno == errno.EADDRINUSE:
        return _("端口已被其他程序占用")
    if error.errno in _NO_RIGHT:
        return _("没有权限使用这个端口")
    if error.errno == errno.EADDRNOTAVAIL:
        return _("本机没有这个地址")
    return error.strerror or str(error)


def _of_files(error: OSError) -> str | None:
    if error.errno in _FULL:
        return _("磁盘已满，没有写完。请腾出空间后再试；已有数据不受影响。")
    if not isinstance(error.filename, str):
        return None
    shown = {"path": error.filename, "why": _NO_PLACE.get(error.errno or 0, error.strerror)}
    if error.errno in _NO_RIGHT:
        return _("没有权限读写 %(path)s。请检查目录权限，或用环境变量 GONGJIN_HOME 指定一个可写的数据目录。") % shown
    if error.errno in _NO_PLACE:
        return _("无法使用 %(path)s（%(why)s）。请检查路径，或用环境变量 GONGJIN_HOME 指定另一个数据目录。") % shown
    return None


def _of_sqlite(said: str) -> str | None:
    if "not a database" in said:
        return _("数据库文件已损坏，或不是数据库。请从备份恢复，或用环境变量 GONGJIN_HOME 指定另一个数据目录。")
    if "malformed" in said or "corrupt" in said:
        return _("数据库文件已损坏，没有继续。请停止使用，从最近的备份恢复。")
    if "readonly" in said or "unable to open" in said:
        return _("打不开数据库文件，或没有写入权限。请检查数据目录（GONGJIN_HOME）及其中文件的权限。")
    if "is full" in said:
        return _("磁盘已满，没有写完。请腾出空间后再试；已有数据不受影响。")
    if "disk I/O" in said:
        return _("读写磁盘出错。请检查磁盘和数据目录（GONGJIN_HOME），必要时从备份恢复。")
    if "locked" in said:
        return _("数据库正被其他程序占用。请稍后再试；如果有程序长时间不退出，请先停止它。")
    return _of_tables(said)


def _of_postgresql(kind: str, said: str) -> str | None:
    if kind in {"UndefinedTable", "UndefinedColumn"}:
        return _of_tables("no such")
    if kind in {"OperationalError", "ConnectionTimeout"}:
        why = (said.strip().splitlines() or [kind])[0]
        return _("连不上数据库（%(why)s）。请检查 DATABASE_URL，并确认数据库服务已启动。") % {"why": why}
    return None


def _of_tables(said: str) -> str | None:
    if "no such" not in said:
        return None
    return _("这个数据目录还没有建立台账，或与程序的版本不一致。请先运行 gongjin up；也可检查 GONGJIN_HOME 是否正确。")
