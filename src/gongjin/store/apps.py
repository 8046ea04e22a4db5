from django.apps import AppConfig
from django.urls import register_converter

from gongjin.store.converters import KeyConverter


class StoreConfig(AppConfig):
    name = "gongjin.store"
    label = "store"

    def ready(self) -> None:
        register_converter(KeyConverter, "key")
