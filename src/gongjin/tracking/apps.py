from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrackingConfig(AppConfig):
    name = "gongjin.tracking"
    label = "tracking"
    verbose_name = _("数据与进度")

    def ready(self) -> None:
        from gongjin.tracking import listeners  # noqa: PLC0415 (models are there only now)

        listeners.attach()
