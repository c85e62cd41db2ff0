"""Compiles `templates/email/source/<kind>.mjml` to `templates/email/<kind>.html`, every style in its place.

Two templates in one file: what stands in `[% %]` and `[[ ]]` is done here, once; what stands in `{% %}` and `{{ }}`
is left for the mail. While MRML lays out the mail and puts the styles in, a `{% %}` is hidden in a comment: an HTML
parser would move bare text out of a table.
"""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, get_args

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from chalicelib.adapters.emails import TEMPLATES
from chalicelib.domain.message import Kind

COMPILED: Final = TEMPLATES / "email"
SOURCES: Final = COMPILED / "source"
FONT: Final = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Helvetica, Arial, sans-serif"
FOR_OUTLOOK: Final = """<!--[if mso]><style>
table, td { border-collapse: collapse; border-spacing: 0; mso-table-lspace: 0pt; mso-table-rspace: 0pt; }
body, table, td, div, p, a, h1, h2, li { font-family: 'Segoe UI', Arial, sans-serif !important; }
.button td td, .call td td { mso-padding-alt: 14px 26px; }
</style><![endif]-->"""
"""Outlook on Windows lays out with Word: its own properties stand where only it reads them."""

NAMES: Final = (*get_args(Kind), "notice_moving")
"""Every mail that is compiled: one for each kind, and the notice that is about another thing."""
_OF_NO_USE: Final = (
    r"#outlook a \{[^}]*\}\n|img \{[^}]*\}\n|p \{ display[^}]*\}\n| target=\"_blank\"|word-spacing:normal;|"
    r"table-layout:auto;|opacity:0;|text-transform: none;"
)
"""What MRML writes for mails that are not ours, or for a default that stands anyhow."""


def main() -> int:
    """Write every mail's HTML; a mail whose source does not compile stops the build."""
    for name in NAMES:
        (COMPILED / f"{name}.html").write_text(compiled(name), encoding="utf-8")
    return 0


def compiled(kind: str, sources: Path = SOURCES) -> str:
    """The HTML template of a mail. Raises ValueError where MJML knows something in its source no longer."""
    import mrml

    source = _environment(sources).get_template(f"{kind}.mjml").render(_tokens(sources))
    made = mrml.to_html(re.sub(r"(\{%.*?%\})", r"<!--\1-->", source))
    if made.warnings:
        raise ValueError(f"{kind}.mjml: {', '.join(str(warning) for warning in made.warnings)}")
    html = re.sub(r"<!--(\{%.*?%\})-->", r"\1", made.content)
    return f"{{# Made from source/{kind}.mjml by `make mails`: change it there. #}}\n{_valid(html)}\n"


def _environment(sources: Path) -> Environment:
    return Environment(
        loader=FileSystemLoader(sources),
        undefined=StrictUndefined,
        autoescape=False,
        block_start_string="[%",
        block_end_string="%]",
        variable_start_string="[[",
        variable_end_string="]]",
        comment_start_string="[#",
        comment_end_string="#]",
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _tokens(sources: Path) -> Mapping[str, Any]:
    return {**tomllib.loads((sources / "tokens.toml").read_text(encoding="utf-8")), "font": FONT}


def _valid(html: str) -> str:
    """What MRML writes, as HTML allows it: Outlook's own properties stay only in comments that only Outlook reads."""
    html = re.sub(_OF_NO_USE, "", html)
    html = re.sub(r'(<html[^>]*?) xmlns:v="[^"]*" xmlns:o="[^"]*"', r"\1", html)
    html = html.replace("<xml>", '<xml xmlns:o="urn:schemas-microsoft-com:office:office">')
    # MRML forgets the section's padding where a column has one of its own
    html = html.replace(
        '-outlook" style="vertical-align:top;width:584px;"', '-outlook" style="vertical-align:top;width:560px;"'
    )
    parts = re.split(r"(<!--\[if (?:lte )?mso.*?<!\[endif\]-->)", html, flags=re.DOTALL)
    parts[::2] = [
        re.sub(r"mso-[a-z-]+:[^;\"]*;\s*| vertical-align=\"middle\"| type=\"text/css\"", "", part)
        for part in parts[::2]
    ]
    return "".join(parts).replace("</head>", f"{FOR_OUTLOOK}</head>", 1)
