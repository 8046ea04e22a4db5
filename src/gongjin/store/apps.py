from django.apps import AppConfig


class StoreConfig(AppConfig):
    name = "gongjin.store"
    label = "store"
