#!/usr/bin/env bash
# Pulls every completion that is new, acknowledges it, and remembers where it stopped. Needs curl and jq.
#   OI_URL=https://integration.example.com OI_TOKEN=oi_… ./poll.sh
set -euo pipefail
: "${OI_URL:?}" "${OI_TOKEN:?}"
cursor_file=${OI_CURSOR_FILE:-cursor.txt}
page=$(mktemp)
trap 'rm -f "$page"' EXIT

ask() {
  # --retry waits as long as Retry-After says after 429 and 503; --fail-with-body shows the reason of a refusal.
  curl --silent --show-error --fail-with-body --retry 5 --compressed -H "X-Api-Key: $OI_TOKEN" "$@"
}

while :; do
  query=(--data-urlencode limit=1000)
  if [ -s "$cursor_file" ]; then query+=(--data-urlencode "cursor=$(cat "$cursor_file")"); fi
  ask --get "$OI_URL/api/v1/completions" "${query[@]}" --output "$page"

  # Your work with each item. This prints it.
  jq -r '.items[] | [.id, .revision, .status, .user.idnumber, .course.shortname] | @tsv' "$page"

  if jq -e '.items | length > 0' "$page" > /dev/null; then
    jq '{items: [.items[] | {id, revision, outcome: "accepted"}]}' "$page" |
      ask "$OI_URL/api/v1/completions/ack" -H 'Content-Type: application/json' --data-binary @- --output /dev/null
  fi

  # Last of all: a run that is killed before this line sees the page again.
  jq -r .nextCursor "$page" > "$cursor_file.new" && mv "$cursor_file.new" "$cursor_file"
  jq -e .hasMore "$page" > /dev/null || break
done
