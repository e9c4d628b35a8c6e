"""Draws messages as Discord shows them: @skyra/discord-components-core in headless Chromium.

    render.py scenes.json NODE_MODULES FOLDER     FOLDER/NAME.png for each scene

The components draw; Discord's Markdown is turned into them here, as its client reads it, and not by the bot's own code.
"""

from __future__ import annotations

import functools
import html
import http.server
import json
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

WIDTH = 640
COMMANDS = {"ask", "verify", "stance", "quote", "topics", "sources", "help", "settings"}
BUTTONS = {1: "primary", 2: "secondary", 3: "success", 4: "destructive", 5: "secondary"}
AVATAR = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 40'%3E%3Crect width='40' height='40' "
    "fill='{}'/%3E%3Ctext x='20' y='29' font-size='26' text-anchor='middle' fill='white' font-family='serif'%3E{}"
    "%3C/text%3E%3C/svg%3E"
)
CHROMIUM = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars --virtual-time-budget=5000"
).split()
PAGE = """<!doctype html><html><head><meta charset="utf-8"><script type="importmap">{"imports": {
  "lit": "/lit/index.js", "lit/": "/lit/", "lit-html": "/lit-html/lit-html.js", "lit-html/": "/lit-html/",
  "lit-element": "/lit-element/index.js", "lit-element/": "/lit-element/",
  "@lit/reactive-element": "/@lit/reactive-element/reactive-element.js",
  "@lit/reactive-element/": "/@lit/reactive-element/", "@lit/context": "/@lit/context/index.js"}}</script>
<script>window.$discordMessage = PROFILES;</script>
<script type="module" src="/@skyra/discord-components-core/dist/index.js"></script>
<style>body { margin: 0; background: #36393e; } discord-messages { border: 0 !important; margin: 0 !important; }
:root { --discord-font: "Noto Sans", "Noto Sans Arabic", sans-serif; } * { font-family: "Noto Sans", sans-serif; }
/* As Discord does: each line runs as its first letter does, and begins at the left. */
discord-embed-description, discord-embed-footer, discord-quote { unicode-bidi: plaintext; text-align: left; }</style>
</head><body>BODY<script type="module">
await Promise.all([...document.querySelectorAll(':not(:defined)')].map(e => customElements.whenDefined(e.localName)));
await new Promise(done => setTimeout(done, 300));
for (const embed of document.querySelectorAll('discord-embed')) {
  const title = embed.shadowRoot.querySelector('.discord-embed-title');
  if (title) title.style.cssText = 'unicode-bidi: plaintext; text-align: left';
}
document.title = 'height ' + (16 + Math.ceil(document.querySelector('discord-messages').getBoundingClientRect().height));
</script></body></html>"""

#: In order: an escape, code, a link, a channel, and what switches a style on or off.
TOKEN = re.compile(r"\\([^\w\s])|(`+)(.+?)\2|\[([^\]]+)\]\((https?://[^)\s]+)\)|<#(\d+)>|(\*\*|~~|__|\*|_)", re.S)
STYLES = {"**": "strong", "~~": "s", "__": "u", "*": "em", "_": "em"}


def inline(text: str) -> str:
    """One paragraph's Markdown as HTML."""
    out, at, on = [], 0, []
    for found in TOKEN.finditer(text):
        out.append(html.escape(text[at : found.start()]))
        at = found.end()
        escaped, _, code, label, address, channel, style = found.groups()
        if escaped:
            out.append(html.escape(escaped))
        elif code:
            out.append(f"<discord-code>{html.escape(code)}</discord-code>")
        elif label:
            out.append(f'<discord-link href="{html.escape(address)}">{inline(label)}</discord-link>')
        elif channel:
            out.append('<discord-mention type="channel">texts</discord-mention>')
        elif on and on[-1] == style:
            out.append(f"</{STYLES[on.pop()]}>")
        else:
            on.append(style)
            out.append(f"<{STYLES[style]}>")
    return "".join(out) + html.escape(text[at:])


def markdown(text: str) -> str:
    """A description's Markdown as components; adjoining lines of a quote are one quote."""
    out: list[str] = []
    quote: list[str] = []
    pending_break = False
    fence: list[str] | None = None
    for line in [*text.split("\n"), None]:
        if line is not None and line.startswith("```"):
            if fence is not None:
                out.append(f"<discord-code multiline>{html.escape(chr(10).join(fence))}</discord-code>")
            fence, pending_break = ([] if fence is None else None), False
            continue
        if line is not None and fence is not None:
            fence.append(line)
            continue
        if line is not None and line.startswith("> "):
            quote.append(inline(line[2:]))
            continue
        if quote:
            # An empty line before a quote is one; the line break before it is none.
            gap = "<br>" if out and out[-1] == "" else ""
            out.append(f"{gap}<discord-quote>{'<br>'.join(quote)}</discord-quote>")
            quote, pending_break = [], False
        if line is None:
            break
        if pending_break:
            out.append("<br>")
        out.append(inline(line))
        pending_break = True
    return "".join(out)


def plain(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text.replace("**", ""))


def embed(one: dict) -> str:
    title = f' embed-title="{html.escape(plain(one["title"]), quote=True)}"' if one.get("title") else ""
    colour = f' color="#{one.get("color", 0):06x}"'
    parts = [f'<discord-embed slot="embeds"{colour}{title}>']
    if one.get("description"):
        description = markdown(one["description"])
        parts.append(f'<discord-embed-description slot="description">{description}</discord-embed-description>')
    if one.get("footer"):
        parts.append(f'<discord-embed-footer slot="footer">{html.escape(one["footer"]["text"])}</discord-embed-footer>')
    return "".join([*parts, "</discord-embed>"])


def component(one: dict) -> str:
    if one["type"] == 2:
        url = f' url="{html.escape(one["url"])}"' if one.get("url") else ""
        return f'<discord-button type="{BUTTONS[one["style"]]}"{url}>{html.escape(one["label"])}</discord-button>'
    placeholder = html.escape(one.get("placeholder") or "", quote=True)
    lines = "".join(
        f'<discord-string-select-menu-option slot="options" label="{html.escape(line["label"], quote=True)}" '
        f'description="{html.escape(line.get("description") or "", quote=True)}"></discord-string-select-menu-option>'
        for line in one["options"]
    )
    return f'<discord-string-select-menu placeholder="{placeholder}">{lines}</discord-string-select-menu>'


def body(scene: dict) -> str:
    message, used = scene["message"], scene["used"]
    rows = "".join(
        f"<discord-action-row>{''.join(component(one) for one in row['components'])}</discord-action-row>"
        for row in message["components"]
    )
    before = ""
    if used in COMMANDS:
        before = f'<discord-command slot="reply" profile="reader" command="/{used}"></discord-command>'
    private = " ephemeral highlight" if scene["private"] else ""
    attachments = f'<discord-attachments slot="components">{rows}</discord-attachments>' if rows else ""
    embeds = "".join(embed(one) for one in message["embeds"])
    content = markdown(message["content"])
    return (
        f'<discord-messages><discord-message profile="sayswho" timestamp="12:00"{private}>'
        f"{before}{content}{embeds}{attachments}</discord-message></discord-messages>"
    )


def page(scene: dict) -> str:
    profiles = {
        "profiles": {
            "sayswho": {"author": "sayswho", "avatar": AVATAR.format("%23345", "“"), "bot": True},
            "reader": {"author": "reader", "avatar": AVATAR.format("%23757", "r")},
        }
    }
    return PAGE.replace("PROFILES", json.dumps(profiles)).replace("BODY", body(scene))


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def chromium(url: str, height: int, *options: str) -> str:
    program = shutil.which("chromium") or shutil.which("chromium-browser") or "google-chrome"
    with tempfile.TemporaryDirectory() as profile:
        line = [program, *CHROMIUM, f"--user-data-dir={profile}", f"--window-size={WIDTH},{height}", *options, url]
        return subprocess.run(line, capture_output=True, text=True, timeout=60, check=True).stdout


def main() -> None:
    scenes, modules, out = json.loads(Path(sys.argv[1]).read_text()), Path(sys.argv[2]), Path(sys.argv[3])
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for module in modules.iterdir():
            (root / module.name).symlink_to(module)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for scene in scenes:
            (root / "page.html").write_text(page(scene), encoding="utf-8")
            url = f"http://127.0.0.1:{server.server_port}/page.html"
            measured = re.search(r"<title>height (\d+)", chromium(url, 2000, "--dump-dom"))
            assert measured, f"{scene['name']}: the page was not drawn"
            picture = out / f"{scene['name']}.png"
            chromium(url, int(measured[1]), "--force-device-scale-factor=2", f"--screenshot={picture}")
            print(picture)
        server.shutdown()


main()
