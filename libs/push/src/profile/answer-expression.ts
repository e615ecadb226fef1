import jsonata from 'jsonata';

/** An answer is judged in a fraction of a millisecond: what takes so long does not end. */
const TIME_MS = 1_000;
const DEPTH_MAX = 200;
const SEQUENCE_MAX = 10_000;

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
const compiled = new Map<string, jsonata.Expression>();
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
    throw new AnswerExpressionError(messageOf(error));
  }
}

function compile(source: string): jsonata.Expression {
  const known = compiled.get(source);
  if (known) return known;
  const expression = jsonata(source, { timeout: TIME_MS, stack: DEPTH_MAX, sequence: SEQUENCE_MAX });
  if (compiled.size >= COMPILED_MAX) compiled.clear();
  compiled.set(source, expression);
  return expression;
}

/** JSONata throws plain objects with a message. */
function messageOf(error: unknown): string {
  const { message } = (typeof error === 'object' && error !== null ? error : {}) as { message?: unknown };
  return typeof message === 'string' ? message : 'it could not be worked out';
}
