"""Expand: the liaison's phone gets a sealed column beside the plain one."""

from django.db import migrations

import shuniu.kernel.sealing.fields


class Migration(migrations.Migration):
    dependencies = [("groups", "0007_terms_do_not_overlap")]
    operations = [
        migrations.AddField(
            "group",
            "sealed_phone",
            shuniu.kernel.sealing.fields.SealedField(
                blank=True, null=True, purpose="groups.group.liaison_phone", verbose_name="liaison's office phone"
            ),
        )
    ]
