"""Pages for what went wrong: what happened, what was kept, what to do, and a way on.

Only the page of a 500 needs no database: the others keep the menu for whoever is signed in.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from gongjin.audit.page_rules import SIGNED_IN
from gongjin.people.access import roles_of
from gongjin.people.models import User
from gongjin.people.queries import administrators


@dataclass(frozen=True, slots=True)
class Trouble:
    """What an error page says: the heading, what happened, and what to do about it."""

    title: str
    what: str
    todo: str


def error_page(request: HttpRequest, trouble: Trouble, status: int) -> HttpResponse:
    """The page of an error. Signed-in users keep the menu and the page they came from; without a role, whom to ask."""
    user = getattr(request, "user", None)
    is_page = request.headers.get("HX-Request") != "true"
    if status >= 500 or not is_page or not isinstance(user, User) or not user.is_active:
        return _plain_page(trouble, status)
    context = {
        "trouble": trouble,
        "status": status,
        "frame": "web/base.html",
        "back": _came_from(request),
        "without_role": roles_of(user) == {SIGNED_IN},
        "administrators": administrators(user.jurisdiction),
    }
    return render(request, "web/error.html", context, status=status)


def _plain_page(trouble: Trouble, status: int) -> HttpResponse:
    # Rendered without the request: no context processor, and so no query, can fail a second time.
    context = {"trouble": trouble, "status": status, "frame": "web/base_plain.html"}
    return HttpResponse(render_to_string("web/error.html", context), status=status)


def _came_from(request: HttpRequest) -> str:
    """The page of ours that led here, or nothing."""
    before = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure())
    return before if ours and before != request.build_absolute_uri() else ""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400. A body that is too large ends here as well, and gets its own words and status 413."""
    if isinstance(exception, RequestDataTooBig):
        return upload_too_large(request)
    return error_page(
        request,
        Trouble(
            _("请求无法识别"),
            _("浏览器发来的内容不完整或地址不对，没有改动任何数据。"),
            _("请返回上一页重试；如果是从别处复制的链接，请确认复制完整。"),
        ),
        400,
    )


def wrong_method(request: HttpRequest, allowed: str) -> HttpResponse:
    """405: an address that only an act is sent to was opened, mostly by the way back after signing in again."""
    answer = error_page(
        request,
        Trouble(
            _("这个地址不能直接打开"),
            _("它只在提交表单时使用，没有改动任何数据。如果刚才登录超时，那次提交没有生效。"),
            _("请从菜单回到要办的事项，重新填写后提交。"),
        ),
        405,
    )
    answer["Allow"] = allowed
    return answer


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: signed in, and not allowed."""
    return error_page(
        request,
        Trouble(
            _("没有权限"),
            _("您的角色不能查看或办理这一项，没有改动任何数据。"),
            _("如确有需要，请联系专班办公室或系统管理员调整角色。"),
        ),
        403,
    )


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without a valid token: mostly one that was left open over night."""
    return error_page(
        request,
        Trouble(
            _("页面已过期"),
            _("这个页面打开的时间太长，或浏览器停用了 Cookie，刚才的提交没有生效。"),
            _("请返回上一页，刷新后再提交；填写的内容可先复制备用。"),
        ),
        403,
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return error_page(
        request,
        Trouble(
            _("页面不存在"),
            _("这个地址没有对应的内容，可能已经移动，或链接不完整。"),
            _("请检查地址，或回到首页用搜索框查找。"),
        ),
        404,
    )


def upload_too_large(request: HttpRequest) -> HttpResponse:
    """413."""
    limit = settings.GONGJIN_UPLOAD_MAX_BYTES // (1024 * 1024)
    return error_page(
        request,
        Trouble(
            _("文件过大"),
            _("一次最多上传 %(limit)d MB，这个文件没有保存。") % {"limit": limit},
            _("请压缩文件中的图片，或拆成几个文件后再上传。"),
        ),
        413,
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    return _plain_page(
        Trouble(
            _("系统出错"),
            _("处理时发生了意外，本次操作没有生效，已有数据不受影响。"),
            _("请稍后再试；如果反复出现，请把出现的时间告诉系统管理员查看日志。"),
        ),
        500,
    )
