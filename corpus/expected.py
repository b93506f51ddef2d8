#!/usr/bin/python3
"""Makes a report's expected findings from the marks in its source, and checks each quote on its page.

usage: expected.py SOURCE.tex REPORT.pdf REPORT.marks     (the .marks file is written by marks.sty)
       expected.py SOURCE.html REPORT.pdf                 (renders the PDF too, with WeasyPrint)

Prints JSON Lines on stdout; a quote that does not stand on its page is named on stderr, exit status 1.
"""
import json
import os
import re
import subprocess
import sys


def fold(text):
    """Printed characters only: no white space, no hyphens (a line end may have added or eaten one)."""
    return re.sub(r"[\s\u00a0\u00ad\u2009\u202f\u2010-]+", "", text)


def fields_of(kind, value, keys):
    """The fields of one finding from a mark's value and keys."""
    found = {}
    if kind == "figure":
        parts = value.split()
        low, _, high = parts[0].rstrip("%\\").partition("..")
        found["value"] = float(low) if "." in low else int(low)
        if high:
            found["value_to"] = float(high) if "." in high else int(high)
        found["measure"] = "percent" if value.endswith("%") else "money" if len(parts) > 1 else "count"
        if len(parts) > 1:
            found["currency"] = parts[1]
        found["qualifier"] = keys.get("q", "between" if high else "exact")
        found["time"], found["counted"] = keys.get("t"), keys.get("c")
        found["place"] = keys["p"].split("+") if "p" in keys else None
    elif kind == "article":
        found["act"], found["act_name"] = keys.get("act", "criminal_code"), keys.get("name")
        found["country"], found["article"] = keys.get("p"), value
        found["part"], found["point"] = keys.get("part"), keys.get("point")
    else:
        found["addressee"], found["modality"] = keys.get("to"), keys["mod"]
        found["country"] = keys["p"].split("+") if "p" in keys else None
    if "cites" in keys:
        found["cites"] = keys["cites"].split("+")
    return {key: item for key, item in found.items() if item is not None}


# --- LaTeX ---------------------------------------------------------------------------------------------

def group(source, at):
    """The text of the {group} that opens at `at`, and the position after it."""
    assert source[at] == "{", source[at - 60:at + 20]
    depth = 0
    for i in range(at, len(source)):
        if source[i] == "{" and source[i - 1] != "\\":
            depth += 1
        elif source[i] == "}" and source[i - 1] != "\\":
            depth -= 1
            if depth == 0:
                return source[at + 1:i], i + 1
    raise ValueError("no end of group: " + source[at:at + 60])


def drop_command(text, command, arguments, keep):
    """`text` without \\command; of its {arguments} only the one numbered `keep` stays (-1: none)."""
    while True:
        match = re.search(r"\\" + command + r"(?![a-zA-Z])(\[[^\]]*\])?", text)
        if not match:
            return text
        at, kept = match.end(), ""
        for number in range(arguments):
            inner, at = group(text, at)
            if number == keep:
                kept = inner
        text = text[:match.start()] + kept + text[at:]


def plain(text):
    """What LaTeX prints for `text`."""
    for command, arguments, keep in (("footnote", 1, -1), ("fig", 2, 1), ("art", 2, 1), ("rec", 1, 0),
                                     ("emph", 1, 0), ("textbf", 1, 0), ("url", 1, 0), ("mbox", 1, 0)):
        text = drop_command(text, command, arguments, keep)
    text = re.sub(r"\\(-|linebreak|newline|ndash)(?![a-z])", "", text)
    text = text.replace("~", " ").replace("\\,", " ").replace("---", "—").replace("--", "–")
    text = text.replace("``", "“").replace("''", "”").replace("`", "‘").replace("'", "’")
    text = re.sub(r"\\([%$&#_ ])", r"\1", text).replace("{", "").replace("}", "")
    return re.sub(r"\s+", " ", text).strip()


def keys_of(text):
    keys = {}
    for match in re.finditer(r"\s*([a-z]+)\s*(?:=\s*(\{[^}]*\}|[^,]*))?(?:,|$)", text):
        keys[match.group(1)] = (match.group(2) or "").strip().strip("{}")
    return keys


def marks_of_latex(source, marks):
    source = re.sub(r"(?m)(?<!\\)%.*$", "", source)
    begin = source.index(r"\begin{document}")
    # a table that floats is set, and written, later than the marks after it
    pages = [page for _, page in sorted(tuple(map(int, line.split())) for line in open(marks))]
    notes = [(m.start(), group(source, m.end() - 1)[1]) for m in re.finditer(r"\\footnote\{", source)]
    tables = [(m.start(), source.index(r"\end{" + m.group(1), m.end()))
              for m in re.finditer(r"\\begin\{(longtable|tabular)", source)]
    found = []
    pattern = re.compile(r"\\(fig|art|rec)(?:\[((?:\{[^}]*\}|[^\]{])*)\])?(?=\{)")
    for number, match in enumerate(pattern.finditer(source, begin)):
        kind = {"fig": "figure", "art": "article", "rec": "recommendation"}[match.group(1)]
        at, value = match.end(), ""
        if kind != "recommendation":
            value, at = group(source, at)
        quote, _ = group(source, at)
        where = ("footnote" if any(a < match.start() < b for a, b in notes) else
                 "table" if any(a < match.start() < b for a, b in tables) else "body")
        found.append((kind, value, keys_of(match.group(2) or ""), plain(quote), where, pages[number]))
    assert len(found) == len(pages), f"{len(found)} marks in the source, {len(pages)} were set"
    return found


# --- HTML ----------------------------------------------------------------------------------------------

def marks_of_html(path, pdf):
    import html5lib
    import weasyprint
    tree = html5lib.parse(open(path, encoding="utf8"), namespaceHTMLElements=False)
    names = {"x-fig": "figure", "x-art": "article", "x-rec": "recommendation"}
    marked = []

    def text_of(element):
        if element.get("class") == "note":
            return ""
        return (element.text or "") + "".join(text_of(child) + (child.tail or "") for child in element)

    def walk(element, where):
        where = "footnote" if element.get("class") == "note" else "table" if element.tag == "table" else where
        if element.tag in names:
            element.set("id", f"mark{len(marked)}")
            keys = {key: item for key, item in element.attrib.items() if key not in ("id", "v")}
            quote = re.sub(r"\s+", " ", text_of(element).replace("\u00ad", "")).strip()
            marked.append((names[element.tag], element.get("v", ""), keys, quote, where))
        for child in element:
            walk(child, where)

    walk(tree, "body")
    text = html5lib.serialize(tree, tree="etree", omit_optional_tags=False, quote_attr_values="always")
    rendered = weasyprint.HTML(string=text, base_url=path).render()
    rendered.write_pdf(pdf)
    page_of = {}
    for number, page in enumerate(rendered.pages, 1):
        for anchor in page.anchors:
            page_of.setdefault(anchor, number)
    return [mark + (page_of[f"mark{i}"],) for i, mark in enumerate(marked)]


# --- both ----------------------------------------------------------------------------------------------

def page_texts(pdf):
    """Each page's printed characters in the producer's order and in reading order."""
    texts = [subprocess.run(["pdftotext", *order, pdf, "-"], capture_output=True, check=True).stdout.decode("utf8")
             .split("\f") for order in ([], ["-raw"], ["-layout"])]
    return [[fold(one) for one in page] for page in zip(*texts)]


def stands(quote, page, following):
    """Whether `quote` stands on `page`, or begins there and ends on the page after it. Each word is looked
    for where the whole is interrupted, as by a note call or in a table cell."""
    whole = fold(quote)
    if any(whole in text for text in page):
        return True
    words = [fold(word) for word in quote.split()]
    texts = page + following
    return any(words[0] in text for text in page) and all(any(word in text for text in texts) for word in words)


def main():
    source, pdf = sys.argv[1:3]
    if source.endswith(".html"):
        marks = marks_of_html(source, pdf)
    else:
        marks = marks_of_latex(open(source, encoding="utf8").read(), sys.argv[3])
    pages = page_texts(pdf)
    status = 0
    for kind, value, keys, quote, where, page in sorted(marks, key=lambda mark: mark[5]):
        following = pages[page] if page < len(pages) else []
        if not stands(quote, pages[page - 1], following):
            print(f"{pdf}: not on page {page}: {quote}", file=sys.stderr)
            status = 1
        record = {"doc": os.path.basename(pdf), "page": page, "kind": kind, "quote": quote}
        if "opt" in keys:
            record["optional"] = True
        print(json.dumps({**record, "in": where, **fields_of(kind, value, keys)}, ensure_ascii=False))
    return status


if __name__ == "__main__":
    sys.exit(main())
