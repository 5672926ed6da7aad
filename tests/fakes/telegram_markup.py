"""Reads a text as Telegram reads HTML, only stricter: what is not escaped is wrong."""

import html
import re

TAGS = {"b", "i", "u", "s", "code", "pre", "a", "blockquote", "tg-spoiler"}
TOKEN = re.compile(r"<(?P<end>/?)(?P<tag>[a-z-]+)>|(?P<text>&(?:lt|gt|amp|quot|#\d+);|[^<>&]+)|(?P<wrong>.)", re.DOTALL)


class Markup:
    """The bare text and its strong parts; `wrong` says what Telegram would refuse."""

    def __init__(self, source):
        self.text, self.strong, self.wrong = "", [], ""
        opened = []
        for token in TOKEN.finditer(source):
            if token["wrong"]:
                self.wrong = f"unescaped {token['wrong']}"
            elif token["text"]:
                self.text += html.unescape(token["text"])
                if opened:
                    self.strong[-1] += html.unescape(token["text"])
            elif token["tag"] not in TAGS:
                self.wrong = f"unsupported tag {token['tag']}"
            elif not token["end"]:
                opened.append(token["tag"])
                self.strong.append("")
            elif not opened or opened.pop() != token["tag"]:
                self.wrong = f"unexpected end tag {token['tag']}"
        if opened:
            self.wrong = f"can't find end tag of {opened[-1]}"
