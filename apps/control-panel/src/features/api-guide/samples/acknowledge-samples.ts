import type { CodeSample } from '../../../ui/code-samples';

/** Says of two completions what has become of them. */
export function acknowledgeSamples(url: string, id: string): CodeSample[] {
  return [
    { language: 'curl', code: curl(url, id) },
    { language: 'JavaScript', code: javascript(url, id) },
    { language: 'Python', code: python(url, id) },
    { language: 'Java', code: java(url, id) },
  ];
}

function curl(url: string, id: string): string {
  return `curl -X POST "${url}" \\
  -H "X-Api-Key: $TOKEN" -H "Content-Type: application/json" \\
  -d '{"items":[{"id":"${id}","revision":1,"outcome":"accepted","externalId":"300100234"}]}'

# Rejected: the reason is shown to the managers
curl -X POST "${url}" \\
  -H "X-Api-Key: $TOKEN" -H "Content-Type: application/json" \\
  -d '{"items":[{"id":"${id}","revision":1,"outcome":"rejected","reason":"No employee 4711"}]}'`;
}

function javascript(url: string, id: string): string {
  return `const answer = await fetch('${url}', {
  method: 'POST',
  headers: { 'X-Api-Key': process.env.TOKEN, 'Content-Type': 'application/json' },
  body: JSON.stringify({
    items: [{ id: '${id}', revision: 1, outcome: 'accepted', externalId: '300100234' }],
  }),
});
if (!answer.ok) throw new Error(\`\${answer.status}: \${await answer.text()}\`);
const { results } = await answer.json();
console.log(results);`;
}

function python(url: string, id: string): string {
  return `import os
import requests

answer = requests.post(
    "${url}",
    headers={"X-Api-Key": os.environ["TOKEN"]},
    json={"items": [{"id": "${id}", "revision": 1,
                     "outcome": "accepted", "externalId": "300100234"}]},
    timeout=60,
)
answer.raise_for_status()
print(answer.json()["results"])`;
}

function java(url: string, id: string): string {
  return `String body = """
    {"items":[{"id":"${id}","revision":1,"outcome":"accepted","externalId":"300100234"}]}
    """;
HttpRequest request = HttpRequest.newBuilder(URI.create("${url}"))
    .header("X-Api-Key", System.getenv("TOKEN"))
    .header("Content-Type", "application/json")
    .POST(HttpRequest.BodyPublishers.ofString(body)).build();
HttpResponse<String> answer =
    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
System.out.println(answer.statusCode() + " " + answer.body());`;
}
