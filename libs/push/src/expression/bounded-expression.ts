import jsonata from 'jsonata';

/** One completion, or one answer, takes a fraction of a millisecond: what takes so long does not end. */
const TIME_MS = 1_000;
const DEPTH_MAX = 200;
/** Items that a sequence such as [1..n] may hold. */
const SEQUENCE_MAX = 10_000;

/** Reads a JSONata expression that is bounded in time, depth and length; {@link expressionFault} reads what it throws. */
export function boundedExpression(source: string): jsonata.Expression {
  return jsonata(source, { timeout: TIME_MS, stack: DEPTH_MAX, sequence: SEQUENCE_MAX });
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
