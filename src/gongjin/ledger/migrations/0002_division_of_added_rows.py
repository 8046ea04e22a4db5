import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="RowInDivision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("added", models.BooleanField(default=False, verbose_name="新增待分工")),
                ("undivided", models.BooleanField(default=False, verbose_name="不分工")),
                (
                    "row",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="in_division", to="ledger.row"
                    ),
                ),
            ],
            options={
                "verbose_name": "分工标记",
            },
        ),
    ]
