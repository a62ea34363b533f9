"""The least that Django can answer: a text, no middleware, no session, no database. The limit of every page."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello", headers={"Content-Length": "5"})


urlpatterns = [path("", hello)]

settings.configure(ROOT_URLCONF=__name__, MIDDLEWARE=[], ALLOWED_HOSTS=["*"], SECRET_KEY="of no use", USE_TZ=True)
application = get_wsgi_application()
