"""Pulls every completion that is new, acknowledges it, and remembers where it stopped. Python 3.8 or newer alone.

    OI_URL=https://integration.example.com OI_TOKEN=oi_… python3 poll.py
"""

import json
import os
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

URL = os.environ["OI_URL"]
HEADERS = {"X-Api-Key": os.environ["OI_TOKEN"], "Content-Type": "application/json"}
CURSOR_FILE = Path(os.environ.get("OI_CURSOR_FILE", "cursor.txt"))


def ask(path, body=None):
    data = None if body is None else json.dumps(body).encode()
    while True:
        try:
            with urlopen(Request(URL + path, data, HEADERS), timeout=60) as answer:
                return json.load(answer)
        except HTTPError as error:
            if error.code not in (429, 503):
                raise SystemExit(error.read().decode()) from error
            time.sleep(int(error.headers.get("Retry-After", 30)))


has_more = True
while has_more:
    query = {"limit": 1000}
    if CURSOR_FILE.exists():
        query["cursor"] = CURSOR_FILE.read_text().strip()
    page = ask("/api/v1/completions?" + urlencode(query))

    # Your work with each item. This prints it.
    for item in page["items"]:
        print(item["id"], item["revision"], item["status"], item["user"]["idnumber"], item["course"]["shortname"], sep="\t")

    if page["items"]:
        items = [{"id": item["id"], "revision": item["revision"], "outcome": "accepted"} for item in page["items"]]
        ask("/api/v1/completions/ack", {"items": items})

    # Last of all: a run that is killed before this line sees the page again.
    new = CURSOR_FILE.with_suffix(".new")
    new.write_text(page["nextCursor"])
    new.replace(CURSOR_FILE)
    has_more = page["hasMore"]
