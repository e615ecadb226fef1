import { boundedExpression, expressionFault } from '@oracle-integration/platform';
import { z } from 'zod';

/** An expression is read again for each completion that is sent: no more than a page of text. */
const LENGTH_MAX = 10_000;

/** A JSONata expression that can be read, and that ends. */
export const expressionText = z
  .string()
  .max(LENGTH_MAX)
  .superRefine((given, { addIssue }) => {
    try {
      boundedExpression(given);
    } catch (thrown) {
      const { message, position } = expressionFault(thrown);
      const place = position === undefined ? '' : ` at position ${position}`;
      addIssue({ code: 'custom', message: `must be a JSONata expression${place}: ${message}` });
    }
  });
