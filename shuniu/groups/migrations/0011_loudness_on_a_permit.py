"""A permit says between which hours loudspeakers may be used and how loud it may be, beside its conditions."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("groups", "0010_no_plain_phone_of_a_liaison")]
    operations = [
        migrations.AddField(
            "venuepermit", "sound", models.CharField(blank=True, default="", max_length=300, verbose_name="loudness"),
            preserve_default=False,
        ),
    ]  # fmt: skip
