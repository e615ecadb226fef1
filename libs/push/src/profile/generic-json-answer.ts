import type { Settings } from '@oracle-integration/settings';
import { classifyAnswer, excerpt, troubleOf } from '../delivery/classify-answer';
import { type Classification, forAll, unanswered, verdict } from '../delivery/verdict';
import type { MappedItem } from '../mapping/mapped-item';
import { AnswerExpressionError, type SeenAnswer, workOut } from './answer-expression';
import type { Exchanged } from './conversation';
import type { HttpAnswer } from './delivery-profile';

type Rules = Pick<Settings, 'pushSuccessExpression' | 'pushResultsExpression'>;

interface Received {
  readonly items: readonly MappedItem[];
  readonly now: Date;
}

/** What an answer means by the expressions of the settings; without them, by what is usual. */
export async function judgeAnswer(
  answer: Exchanged,
  { items, now }: Received,
  { pushSuccessExpression: success, pushResultsExpression: results }: Rules,
): Promise<Classification> {
  const isGood = answer.kind === 'answer' && answer.status >= 200 && answer.status < 300;
  const isUsual = !isGood || answer.isCut || (!success && !results) || troubleOf(answer, now);
  if (isUsual) return classifyAnswer(answer, items, now);
  const seen = seenOf(answer);
  try {
    if (success && !(await isSuccess(success, seen))) return refused(answer, items);
    return classifyAnswer(results ? await withResults(results, answer, seen) : answer, items, now);
  } catch (error) {
    if (!(error instanceof AnswerExpressionError)) throw error;
    return forAll(
      items,
      unanswered(verdict(['retry', 'unknown'], 'PUSH.NO_ANSWER', error.message, answer.status)),
    );
  }
}

async function isSuccess(expression: string, seen: SeenAnswer): Promise<boolean> {
  const isSo = await workOut(expression, seen).catch(named('Success expression'));
  if (typeof isSo !== 'boolean') {
    throw new AnswerExpressionError('Success expression: the result must be true or false');
  }
  return isSo;
}

/** The same answer, with the results where we look for them. Nothing found: the answer speaks for all at once. */
async function withResults(expression: string, answer: HttpAnswer, seen: SeenAnswer): Promise<HttpAnswer> {
  const found = await workOut(expression, seen).catch(named('Results expression'));
  if (found === undefined) return { ...answer, body: '' };
  const items = [found].flat().map((result: unknown) => asResult(result));
  return { ...answer, contentType: 'application/json', body: JSON.stringify({ items }) };
}

function asResult(result: unknown): object {
  if (typeof result !== 'object' || result === null || !('id' in result)) {
    throw new AnswerExpressionError('Results expression: each result must be an object with an id');
  }
  const { error } = result as { error?: unknown };
  return typeof error === 'string' ? { ...result, error: { detail: error } } : result;
}

/** An answer that looks like success and is none. */
function refused({ status, body }: HttpAnswer, items: readonly MappedItem[]): Classification {
  if (items.length > 1) return { halve: { httpStatus: status } };
  const detail = `Oracle answered ${status}, which is no success by the Success expression: ${excerpt(body)}`;
  return forAll(items, verdict(['dead', 'rejected'], 'PUSH.REJECTED', detail, status));
}

function seenOf({ status, headers, body }: HttpAnswer): SeenAnswer {
  try {
    return { status, headers, body: JSON.parse(body) as unknown };
  } catch {
    // Words for a person are an answer, too: an expression may look for one of them.
    return { status, headers, body };
  }
}

function named(label: string): (error: unknown) => never {
  return (error) => {
    throw error instanceof AnswerExpressionError
      ? new AnswerExpressionError(`${label}: ${error.message}`)
      : error;
  };
}
