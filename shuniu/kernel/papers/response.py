"""A paper as it leaves: PDF where a font can draw it, else the page for the browser's printer with the reason."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from shuniu.kernel.papers import NoPdf, Paper, pdf


def printed(request: HttpRequest, paper: Paper, *, name: str, back_url: str) -> HttpResponse:
    """`name`: of the file, without its ending. `?as=page` asks for the browser's page."""
    notice = ""
    if request.GET.get("as") != "page":
        try:
            response = HttpResponse(pdf(paper), content_type="application/pdf")
        except NoPdf as reason:
            notice = str(reason)
        else:
            response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
            return response
    return render(request, paper.page, {**paper.to_html_context(), "notice": notice, "back_url": back_url})
