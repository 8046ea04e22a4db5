"""Rules for passwords beyond Django's own."""

from __future__ import annotations

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    """Django's rule with words of our own: its Chinese catalogue has none for it."""

    def get_error_message(self) -> str:
        """What is said of a password that is too short."""
        return _("密码太短，至少要 %(min_length)d 个字符。") % {"min_length": self.min_length}

    def get_help_text(self) -> str:
        """What the rule is."""
        return _("密码至少要 %(min_length)d 个字符。") % {"min_length": self.min_length}
