"""Language and time. The source texts are Chinese; English is a catalogue."""

from __future__ import annotations

from pathlib import Path

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "gongjin_language"
LOCALE_PATHS = [str(Path(__file__).resolve().parents[2] / "locale")]
USE_I18N = True

TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
