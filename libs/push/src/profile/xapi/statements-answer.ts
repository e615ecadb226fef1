import type { HttpAnswer } from '../delivery-profile';

/** What an LRS answers to statements, where it is not what any receiver would answer. */
export type StatementsAnswer =
  /** The ids that it has taken. */
  | { readonly taken: ReadonlySet<string> }
  /** An id is there already. */
  | { readonly conflict: true }
  /** For the common rules to say. */
  | { readonly other: true };

/** How gateways word it that the same request is still being worked on: what comes of it is not known yet. */
const UNDER_WAY = /in progress|outstanding|under way|being processed/i;

/**
 * Reads an answer to statements: 200 with the array of their ids, or 409. An LRS must not change what it has, so that
 * a 409 to a statement under an id of ours says that it is there; unless it says that it is not done with it.
 */
export function readStatementsAnswer(answer: HttpAnswer): StatementsAnswer {
  if (answer.status === 409) return UNDER_WAY.test(answer.body) ? { other: true } : { conflict: true };
  const ids = answer.status === 200 && !answer.isCut ? idsOf(answer.body) : undefined;
  return ids ? { taken: new Set(ids) } : { other: true };
}

function idsOf(body: string): string[] | undefined {
  if (!/^\s*\[/.test(body)) return undefined;
  try {
    const ids: unknown = JSON.parse(body);
    return Array.isArray(ids) ? ids.map((id) => String(id).toLowerCase()) : undefined;
  } catch (error) {
    // Torn: the common rules call its outcome unknown.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
