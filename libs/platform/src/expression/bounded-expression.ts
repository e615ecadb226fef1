import jsonata from 'jsonata';
import { describeError } from '../errors/describe-error';
import { LinearRegex, linearPattern } from './linear-regex';

/** One completion, or one answer, takes a fraction of a millisecond: what takes so long does not end. */
const TIME_MS = 1_000;
const DEPTH_MAX = 200;
/** Items that a sequence such as [1..n] may hold. */
const SEQUENCE_MAX = 10_000;

/**
 * Reads a JSONata expression that is bounded in time, depth and length; {@link expressionFault} reads what it throws.
 *
 * @throws when it cannot be read, a regular expression of it has no bound in time, or a number of it has more digits
 *   than one of JavaScript keeps
 */
export function boundedExpression(source: string): jsonata.Expression {
  const expression = jsonata(source, {
    timeout: TIME_MS,
    stack: DEPTH_MAX,
    sequence: SEQUENCE_MAX,
    // JSONata makes it of a regular expression and asks for exec and lastIndex; that is all it needs of one.
    RegexEngine: LinearRegex as unknown as RegExpConstructor,
  });
  refuseUnusable(expression.ast());
  return expression;
}

/** What JSONata says when an expression cannot be read or worked out: plain objects with a message. */
export function expressionFault(thrown: unknown): { message: string; position: number | undefined } {
  const { message, position } = (
    typeof thrown === 'object' && thrown !== null ? thrown : { message: thrown }
  ) as { message?: unknown; position?: unknown };
  return {
    message: typeof message === 'string' ? message : 'it could not be worked out',
    position: typeof position === 'number' ? position : undefined,
  };
}

function refuseUnusable(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  const { type, value, position } = node as { type?: unknown; value?: unknown; position?: unknown };
  if (type === 'regex' && value instanceof RegExp) return refuseUnbounded(value, position);
  if (type === 'number' && typeof value === 'number') refuseLong(value, position);
  Object.values(node).forEach(refuseUnusable);
}

/** What stands in the text as a number is one of JavaScript before anybody can look at its digits. */
function refuseLong(value: number, position: unknown): void {
  if (Math.abs(value) <= Number.MAX_SAFE_INTEGER) return;
  throw Object.assign(new Error('the number is beyond 2^53, write it as text, between quotes'), { position });
}

function refuseUnbounded(regex: RegExp, position: unknown): void {
  try {
    linearPattern(regex);
  } catch (error) {
    const message = `the regular expression ${String(regex)} cannot be used: ${describeError(error)}. Looking ahead, behind or back at a group is not possible`;
    throw Object.assign(new Error(message), { position });
  }
}
