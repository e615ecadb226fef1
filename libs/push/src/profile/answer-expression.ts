import type { Expression } from 'jsonata';
import { boundedExpression, expressionFault } from '@oracle-integration/platform';

/** What an expression sees of an answer. */
export interface SeenAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON of the body, or its text. */
  readonly body: unknown;
}

/** The expression did not work out; the message says why. */
export class AnswerExpressionError extends Error {}

/** Read once for as long as the settings stay as they are; there are two of them. */
const compiled = new Map<string, Expression>();
const COMPILED_MAX = 10;

/**
 * Works out what an expression says of an answer.
 *
 * @throws AnswerExpressionError when it cannot be read, fails, takes too long or goes too deep
 */
export async function workOut(source: string, answer: SeenAnswer): Promise<unknown> {
  try {
    return await compile(source).evaluate(answer);
  } catch (error) {
    throw new AnswerExpressionError(expressionFault(error).message);
  }
}

function compile(source: string): Expression {
  const known = compiled.get(source);
  if (known) return known;
  const expression = boundedExpression(source);
  if (compiled.size >= COMPILED_MAX) compiled.clear();
  compiled.set(source, expression);
  return expression;
}
