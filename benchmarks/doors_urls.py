from django.http import HttpRequest, HttpResponse
from django.urls import path


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"hello {request.actor.name}")


urlpatterns = [path("", hello)]
