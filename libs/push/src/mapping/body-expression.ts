import type { Expression } from 'jsonata';
import { boundedExpression, expressionFault } from '@oracle-integration/platform';

/** More than any receiver takes for one completion. */
const RESULT_LENGTH_MAX = 200_000;

export type Bindings = Readonly<Record<string, unknown>>;

export type Evaluated = { readonly body: Readonly<Record<string, unknown>>; readonly json: string };

/** An expression did not work out; the message names the position where there is one. */
export class ExpressionError extends Error {}

/** A JSONata expression whose result is sent; read once, worked out for each completion. */
export class BodyExpression {
  private readonly expression: Expression;

  /** @throws what `expressionFault` reads when the source cannot be read: the setting takes none that cannot */
  constructor(source: string) {
    this.expression = boundedExpression(source);
  }

  /** @throws ExpressionError when it fails, or its result is no object */
  async evaluate(input: unknown, bindings: Bindings): Promise<Evaluated> {
    let result: unknown;
    try {
      result = await this.expression.evaluate(input, { ...bindings });
    } catch (error) {
      throw expressionError(error);
    }
    if (typeof result !== 'object' || result === null || Array.isArray(result)) {
      throw new ExpressionError(
        `the result must be an object, and is ${result === undefined ? 'nothing' : kindOf(result)}`,
      );
    }
    const json = JSON.stringify(result, refuseUnsafe);
    if (json.length > RESULT_LENGTH_MAX)
      throw new ExpressionError(`the result has more than ${RESULT_LENGTH_MAX} characters`);
    return { body: result as Record<string, unknown>, json };
  }
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}

/** A number of 2^53 or more has lost digits already. */
function refuseUnsafe(key: string, value: unknown): unknown {
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value))
    throw new ExpressionError(
      `"${key}" is a number beyond 2^53, whose last digits are lost: write it as text`,
    );
  return value;
}

function expressionError(error: unknown): ExpressionError {
  const { message, position } = expressionFault(error);
  return new ExpressionError(position === undefined ? message : `at position ${position}: ${message}`);
}
