import type { CodeSample } from '../../../ui/code-samples';

/** Reads everything that has changed, page by page, and remembers where it ended. */
export function readSamples(url: string): CodeSample[] {
  return [
    { language: 'curl', code: curl(url) },
    { language: 'JavaScript', code: javascript(url) },
    { language: 'Python', code: python(url) },
    { language: 'Java', code: java(url) },
  ];
}

function curl(url: string): string {
  return `# What has changed since the first of January, oldest change first
curl -H "X-Api-Key: $TOKEN" "${url}?since=2026-01-01T00:00:00Z&limit=100"

# The next page, and every later call: where the last answer ended
curl -H "X-Api-Key: $TOKEN" "${url}?cursor=$NEXT_CURSOR"

# Only completions of two courses
curl -H "X-Api-Key: $TOKEN" \\
  "${url}?courseid=88&courseid=91&status=complete&status=completeviarpl"

# Everything in one stream, as CSV
curl -H "X-Api-Key: $TOKEN" -H "Accept: text/csv" "${url}" -o completions.csv`;
}

function javascript(url: string): string {
  return `import { readFile, writeFile } from 'node:fs/promises';

const headers = { 'X-Api-Key': process.env.TOKEN };
let cursor = await readFile('cursor.txt', 'utf8').catch(() => '');
let hasMore = true;

while (hasMore) {
  const url = new URL('${url}');
  url.searchParams.set('limit', '1000');
  if (cursor) url.searchParams.set('cursor', cursor);

  const answer = await fetch(url, { headers });
  if (answer.status === 429) {
    const seconds = Number(answer.headers.get('retry-after') ?? 60);
    await new Promise((resume) => setTimeout(resume, seconds * 1000));
    continue;
  }
  if (!answer.ok) throw new Error(\`\${answer.status}: \${await answer.text()}\`);

  const page = await answer.json();
  for (const item of page.items) {
    console.log(item.user.idnumber, item.course.shortname, item.status);
  }
  cursor = page.nextCursor;
  hasMore = page.hasMore;
  await writeFile('cursor.txt', cursor);
}`;
}

function python(url: string): string {
  return `import os, pathlib, time
import requests

store = pathlib.Path("cursor.txt")
session = requests.Session()
session.headers["X-Api-Key"] = os.environ["TOKEN"]
cursor = store.read_text() if store.exists() else None

while True:
    params = {"limit": 1000}
    if cursor:
        params["cursor"] = cursor
    answer = session.get("${url}", params=params, timeout=60)
    if answer.status_code == 429:
        time.sleep(int(answer.headers.get("Retry-After", 60)))
        continue
    answer.raise_for_status()

    page = answer.json()
    for item in page["items"]:
        print(item["user"]["idnumber"], item["course"]["shortname"], item["status"])
    cursor = page["nextCursor"]
    store.write_text(cursor)
    if not page["hasMore"]:
        break`;
}

function java(url: string): string {
  return `import com.fasterxml.jackson.databind.*;
import java.net.URI;
import java.net.http.*;
import java.nio.file.*;

public class ReadCompletions {
  public static void main(String[] args) throws Exception {
    HttpClient http = HttpClient.newHttpClient();
    ObjectMapper json = new ObjectMapper();
    Path store = Path.of("cursor.txt");
    String cursor = Files.exists(store) ? Files.readString(store) : null;

    for (boolean hasMore = true; hasMore; ) {
      String address = "${url}?limit=1000";
      if (cursor != null) address += "&cursor=" + cursor;
      HttpRequest request = HttpRequest.newBuilder(URI.create(address))
          .header("X-Api-Key", System.getenv("TOKEN")).build();
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) throw new IllegalStateException(answer.body());

      JsonNode page = json.readTree(answer.body());
      for (JsonNode item : page.get("items")) {
        System.out.println(item.at("/user/idnumber").asText() + " " + item.at("/course/shortname").asText());
      }
      cursor = page.get("nextCursor").asText();
      hasMore = page.get("hasMore").asBoolean();
      Files.writeString(store, cursor);
    }
  }
}`;
}
