"""500 texts that a hostile person could write into a note or a name, made by rule, for whatever shows such text.

`PAYLOADS` are all sendable: valid Unicode, so that the door lets them in where their length fits (`fitting`).
`REFUSED` cannot be written as UTF-8 and must never come in.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, product, zip_longest
from typing import Final

NUMBER: Final = 500
MARK: Final = "evil"
"""Every payload that would make a tag, a link, a header or a cell of its own has this in it."""
BIDI: Final = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Marks, embeddings, overrides and isolates: what can turn the order of the words around it."""
BREAKS: Final = (
    "\r\n",
    "\n",
    "\r",
    "\n\n",
    "\r\n\r\n",
    "\x0b",
    "\x0c",
    "\x1c",
    "\x1d",
    "\x1e",
    "\x85",
    "\u2028",
    "\u2029",
)
_TAGS: Final = (
    "<script>evil()</script>", "<img src=x onerror=evil()>", "<svg onload=evil()>", "<a href=//evil.example>evil</a>",
    "<style>*{display:none}/*evil*/</style>", "<iframe src=//evil.example>", "<b>evil", "</p></div>evil", "<!-- evil",
    "<![CDATA[evil]]>", "<?evil?>", "<!DOCTYPE evil>", "<form action=//evil.example>", "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0;url=//evil.example>", "<table><tr><td>evil", "<title>evil</title>", "<evil/>",
    "<textarea>evil", "</style><h1>evil",
)  # fmt: skip
_AROUND: Final = ("{}", '">{}', "'>{}", "--> {}", "]]>{}", "</title>{}", "&lt;{}", "\\{}")
_ATTRIBUTES: Final = tuple(
    f"{quote} {name}={value}"
    for quote, name, value in product(
        ('"', "'", "`", "&quot;"), ("onclick", "style", "href", "src"), ('"evil()"', "javascript:evil()", "evil")
    )
)
_LINKS: Final = tuple(
    f"{scheme}{rest}"
    for scheme, rest in product(
        ("http://", "https://", "//", "javascript:", "data:text/html,", "mailto:", "tel:", "HTTP://"),
        ("evil.example", "evil.example/?a=1&b=%22", "evil@steady.example", "evil%0d%0aBcc:x"),
    )
)
_HEADERS: Final = tuple(
    f"x{broken}{header}"
    for broken, header in product(
        BREAKS, ("Bcc: evil@example.org", "Subject: evil", "\r\n<b>evil</b>", "--evil--", ".\r\nMAIL FROM:<evil@x>")
    )
)
_FORMULAS: Final = tuple(
    f"{start}{rest}"
    for start, rest in product(
        ("=", "+", "-", "@", "\t=", "\r=", "\n=", " =", '"=', "\uff1d", "\uff0b", "\uff0d", "\uff20", ";=", ",="),
        ('HYPERLINK("//evil.example","x")', "cmd|' /C evil'!A0", "1+evil"),
    )
)
_TURNED: Final = tuple(form.format(mark) for mark, form in product(BIDI, ("evil{0}txt.exe", "{0}evil", "evil{0}")))
_CONTROLS: Final = tuple(
    f"e{chr(code)}vil" for code in (*range(0x20), *range(0x7F, 0xA0), 0xAD, 0xFEFF, 0xFFFE, 0xFFFF)
)
_TEMPLATES: Final = (
    "{{ 7*7 }}evil", "{% evil %}", "{# evil #}", "{{ config }}evil", "{evil}", "{0}evil",
    "{on.__class__}evil", "{{{{evil}}}}",
    "{evil", "evil}", "${evil}", "#{evil}", "<%= evil %>", "{{ ''.__class__ }}evil",
    "{% raw %}evil", "{{ subject }}evil",
    "%(evil)s", "%(because)s evil", "%s evil", "%d evil", "%%evil", "%n evil", "100% evil", "%(link)s evil", "%evil",
    "\\u003cevil", "\\x3cevil\\x3e", "\\n evil", "&lt;evil&gt;", "&#60;evil&#62;", "&amp;lt;evil", "&evil;", "&#0;evil",
)  # fmt: skip
_STRUCTURES: Final = (
    '{"evil": 1}', '"], "evil": ["', "evil' OR '1'='1", "evil\"; DROP TABLE steady; --",
    "../../evil", "C:\\evil", "evil\\",
    "(evil) Tj ET", "endstream endobj evil", "%PDF-1.4 evil", ") Tj (evil",
    "<</S/URI/URI(//evil.example)>>", "\\)evil\\(",
    '<?xml version="1.0"?><evil/>', "<!ENTITY evil SYSTEM 'file:///etc/passwd'>", "&evil; &xxe;",
    "evil|evil", 'evil","evil',
    'evil""evil', "evil;evil\tevil", "BEGIN:VCARD\nevil", "=?utf-8?b?ZXZpbA==?=",
    "=?utf-8?q?=0D=0ABcc=3A_evil?=", "#evil",
    "* evil", "- evil", "  Source: evil", "--\nevil", "[evil](//evil.example)", "![evil](x)", "`evil`", "1. evil",
)  # fmt: skip
_WRITING: Final = (
    "\N{FAMILY}\u200devil", "\U0001f469\u200d\U0001f52c evil", "\U0001f1e9\U0001f1ea evil", "\U0001f44d\U0001f3ff evil",
    "evil" + "\u0301\u0327\u0336\u0489" * 20, "e\u0300\u0301\u0302" * 30, "\u0336evil", "\u05d0\u05d1\u05d2 evil 123",
    "\u0645\u0631\u062d\u0628\u0627 evil 456", "\uff45\uff56\uff49\uff4c", "\U00010ffd evil",
    "\ufffdevil", "\ue000evil",
    "\u00a0evil\u00a0", "\u2003\u2003evil", "\u3000evil", "\u200bevil\u200b", "\u2060evil", "\U000e0065\U000e0076evil",
    "\u1680evil", "\u115fevil", "evil\u2800", "\u02ebevil", "\ufdfdevil", "\u0e33\u0e49" * 20, "\U00012031evil",
)  # fmt: skip
_LONG: Final = tuple(
    (text * 1000)[:length]
    for text, length in product(("evil", "evil ", "<b>", "W", "\U0001f480", "&", '"', "{{", "e\u0301"), (100, 1000))
)
REFUSED: Final = ("\ud800evil", "evil\udfff", "\udc80", "evil\ud83d", "\udc00\ud800evil")
"""Lone surrogates, as a client with broken strings would send them: `\\ud800` in JSON."""


def _in_turn(*families: Sequence[str]) -> Iterator[str]:
    rows = zip_longest(*families)
    return iter(dict.fromkeys(text for text in chain.from_iterable(rows) if text is not None))


_MARKUP: Final = tuple(around.format(tag) for around, tag in product(_AROUND, _TAGS))
PAYLOADS: Final = tuple(
    _in_turn(
        _MARKUP, _HEADERS, _FORMULAS, _TURNED, _CONTROLS, _TEMPLATES, _STRUCTURES, _WRITING, _LONG, _ATTRIBUTES, _LINKS
    )
)[:NUMBER]  # fmt: skip
"""A few of each family in turn; the shorter families are here as a whole."""


def fitting(longest: int) -> tuple[str, ...]:
    """The payloads for a field that takes so many characters: what is longer is cut."""
    return tuple(text[:longest] for text in PAYLOADS)
