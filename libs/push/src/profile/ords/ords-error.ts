import type { HttpAnswer } from '../delivery-profile';

/**
 * The answer with its `problem+json` told in one sentence. The ECID is among the words: by it Oracle finds the request in
 * its own logs.
 */
export function withOrdsWords(answer: HttpAnswer): HttpAnswer {
  const problem = problemOf(answer.body);
  if (answer.status < 400 || !problem) return answer;
  const ecid = /ecid\/([\w.-]+)/i.exec(textOf(problem['instance']))?.[1];
  const title = textOf(problem['title']) || textOf(problem['code']);
  const said = [...new Set([title, textOf(problem['message']), textOf(problem['detail'])])].filter(Boolean);
  const words = said.join(': ') || answer.body;
  return { ...answer, contentType: 'text/plain', body: ecid ? `${words} (ECID ${ecid})` : words };
}

function problemOf(body: string): Record<string, unknown> | undefined {
  try {
    const told: unknown = JSON.parse(body);
    return typeof told === 'object' && told !== null ? (told as Record<string, unknown>) : undefined;
  } catch {
    // Older servers answer with a page: it is kept as it is.
    return undefined;
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
