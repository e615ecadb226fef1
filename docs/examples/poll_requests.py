"""Pulls every completion that is new, acknowledges it, and remembers where it stopped. Needs the package requests.

    OI_URL=https://integration.example.com OI_TOKEN=oi_… python3 poll_requests.py
"""

import os
from pathlib import Path

import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

COMPLETIONS = os.environ["OI_URL"] + "/api/v1/completions"
CURSOR_FILE = Path(os.environ.get("OI_CURSOR_FILE", "cursor.txt"))

session = requests.Session()
session.headers["X-Api-Key"] = os.environ["OI_TOKEN"]
# Waits as long as Retry-After says. An acknowledgement may be repeated: that changes nothing.
waiting = HTTPAdapter(max_retries=Retry(total=5, backoff_factor=1, status_forcelist=[429, 503], allowed_methods=None))
session.mount("https://", waiting)
session.mount("http://", waiting)

has_more = True
while has_more:
    query = {"limit": 1000}
    if CURSOR_FILE.exists():
        query["cursor"] = CURSOR_FILE.read_text().strip()
    answer = session.get(COMPLETIONS, params=query, timeout=60)
    answer.raise_for_status()
    page = answer.json()

    # Your work with each item. This prints it.
    for item in page["items"]:
        print(item["id"], item["revision"], item["status"], item["user"]["idnumber"], item["course"]["shortname"], sep="\t")

    if page["items"]:
        items = [{"id": item["id"], "revision": item["revision"], "outcome": "accepted"} for item in page["items"]]
        session.post(COMPLETIONS + "/ack", json={"items": items}, timeout=60).raise_for_status()

    # Last of all: a run that is killed before this line sees the page again.
    new = CURSOR_FILE.with_suffix(".new")
    new.write_text(page["nextCursor"])
    new.replace(CURSOR_FILE)
    has_more = page["hasMore"]
