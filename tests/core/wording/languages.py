"""What a language file must agree on with the English one: the lines, their blanks, and a form for every plural of the language."""

import re

from babel import Locale

BLANK = re.compile(r"\{(\w+)(?:\|([^{}]*))?\}")


def lines_of(table, prefix=""):
    """The lines of a wording file by key, tables joined by dots."""
    found = {}
    for key, value in table.items():
        found |= lines_of(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key: value}
    return found


def flaws(language, lines, english):
    """What is wrong with a language's lines, a sentence each; none for a complete file."""
    forms = len(Locale.parse(language).plural_form.tags | {"other"})
    found = [f"{key}: missing" for key in english.keys() - lines.keys()]
    found += [f"{key}: English has no such line" for key in lines.keys() - english.keys()]
    for key in lines.keys() & english.keys():
        mine, theirs = ({name for name, _ in BLANK.findall(text)} for text in (lines[key], english[key]))
        if mine != theirs:
            found.append(f"{key}: blanks {sorted(mine)}, English has {sorted(theirs)}")
        plurals = [given.split("|") for _, given in BLANK.findall(lines[key]) if given]
        found += [f"{key}: {len(given)} forms, {language} has {forms}" for given in plurals if len(given) != forms]
    return sorted(found)
