"""The WSGI door, for granian or any other server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from shuniu.kernel.at_work import in_turn

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shuniu.config.settings")
application = in_turn(get_wsgi_application())

# What is loaded now stays for good, and a request leaves few cycles: looking through all of it after every 700 new
# objects, as Python does by itself, costs a page a tenth of its time.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 20)
