"""A form of the admin, as a browser would send it back."""

from bs4 import BeautifulSoup


def opened_form(client, address, page=None) -> dict:
    """Every box that the page holds, with what stands in it; of `page`, where it was answered already."""
    html = BeautifulSoup((page or client.get(address)).content, "html.parser")
    form = html.select_one("#content-main form") or html.select_one("main form[method=post]")
    return {
        name: value for box in form.select("[name]") if (name := box["name"]) for value in _sent(box)
    }


def _sent(box) -> list[str]:
    if box.name == "textarea":
        return [box.text.removeprefix("\n")]
    if box.name == "select":
        return [option["value"] for option in box.select("option[selected]")][:1] or [""]
    if box.get("type") in ("checkbox", "radio"):
        return [box.get("value", "on")] if box.has_attr("checked") else []
    if box.get("type") in ("submit", "file", "button") or box.name == "button":
        return []
    return [box.get("value", "")]
