import { plainWords } from '../../target/plain-words';
import type { RemoteAnswer } from '../../target/remote-answer';

const WORDS_MAX = 400;

/**
 * What a refusal of the ADF REST framework says, in whatever shape it comes: the details of framework version 4, problem
 * details, a line of text, or a page. The first that says something counts; without any it is the status.
 */
export function adfErrorWords({
  status,
  contentType,
  body,
}: Extract<RemoteAnswer, { kind: 'answer' }>): string {
  const told = /^\s*</.test(body) || /html/i.test(contentType) ? titleOfPage(body) : wordsOf(body);
  return plainWords(told, WORDS_MAX) || `HTTP ${status}`;
}

function wordsOf(body: string): string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch (error) {
    // A line of text, or JSON that was cut off.
    if (error instanceof SyntaxError) return body;
    throw error;
  }
  if (typeof parsed === 'string') return parsed;
  const error = membersOf(Array.isArray(parsed) ? parsed[0] : parsed);
  const details = [error['o:errorDetails']].flat().map(detailOf).filter(Boolean);
  if (details.length > 0) return details.join('; ');
  return [error.detail, error.title, error.message].find(isText) ?? '';
}

function detailOf(value: unknown): string {
  const { detail, title, 'o:errorCode': code, 'o:errorPath': path } = membersOf(value);
  const words = [detail, title].find(isText) ?? '';
  const more = [
    isText(path) && path !== '/' ? `at ${path}` : '',
    isText(code) && words !== '' ? `code ${code}` : '',
  ];
  const told = more.filter(Boolean).join(', ');
  return words && told ? `${words} (${told})` : words;
}

function titleOfPage(body: string): string {
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(body)?.[1]?.trim();
  return title ? `a page: ${title}` : 'a page';
}

function membersOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
