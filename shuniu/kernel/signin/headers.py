"""Headers that Django does not set: what a page may use of the device, and what a browser may keep of it."""

from csp.constants import HEADER
from csp.utils import build_policy

PERMISSIONS_POLICY = ", ".join(
    [
        *(f"{feature}=()" for feature in ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")),
        "publickey-credentials-create=(self)",
        "publickey-credentials-get=(self)",
    ]
)


class PolicyMiddleware:
    """The Content-Security-Policy of the settings. It is the same for every page, so it is written once."""

    def __init__(self, get_response):
        self.get_response, self.policy = get_response, build_policy()

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault(HEADER, self.policy)
        return response


class HeadersMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        if request.actor.user_id is not None:
            # After signing out on a shared PC, "back" must not show people's data.
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response
