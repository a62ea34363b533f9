"""Headers that Django does not set: what a page may use of the device, and what a browser may keep of it."""

PERMISSIONS_POLICY = ", ".join(
    [
        *(f"{feature}=()" for feature in ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")),
        "publickey-credentials-create=(self)",
        "publickey-credentials-get=(self)",
    ]
)


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
