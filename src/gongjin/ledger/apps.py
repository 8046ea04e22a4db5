from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    name = "gongjin.ledger"
    label = "ledger"
    verbose_name = _("方案与台账")

    def ready(self) -> None:
        from gongjin.ledger import listeners  # noqa: PLC0415 (models are there only now)

        listeners.attach()
