import type { Exchanged } from '../conversation';
import type { HttpAnswer } from '../delivery-profile';
import { adfErrorWords } from './adf-error';

/** Answered with what was asked for, and whole. */
export function isReadable(answer: Exchanged): answer is HttpAnswer {
  return answer.kind === 'answer' && answer.status >= 200 && answer.status < 300 && !answer.isCut;
}

/** Sent, and it cannot be told what became of it. 500 comes with no body even for a rule that is violated. */
export function isUncertain(answer: Exchanged): boolean {
  if (answer.kind !== 'answer') return answer.kind === 'no_answer';
  return (answer.status >= 500 && answer.retryAfter === undefined) || answer.status === 409;
}

/** What the answer says; `undefined` where it is no JSON after all. */
export function readIfJson<Result>(body: string, read: (body: string) => Result): Result | undefined {
  try {
    return read(body);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A refusal as what it says, so that it is told in Oracle's words and not as JSON. */
export function inWords(answer: Exchanged): Exchanged {
  if (answer.kind !== 'answer' || answer.status < 400) return answer;
  return { ...answer, contentType: 'text/plain', body: adfErrorWords(answer) };
}
