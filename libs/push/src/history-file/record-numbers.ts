import { nameBasedUuid } from '@oracle-integration/platform';

/** The namespace of the numbers below; chosen once, as any other would name every record anew. */
const NAMESPACE = '6f3d1c52-8f0e-4f4b-9a53-0b6a2f1f7e0d';

/** Digits and letters without those that are read for one another (Crockford). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BITS = 5n;

/** What makes a completion the same one, whatever ledger it is in. */
export interface CompletionIdentity {
  readonly siteId: string;
  readonly userId: number;
  readonly courseId: number;
  readonly completedAt: Date;
}

/** By which Oracle knows a record again: loaded a second time, it is changed and not doubled. */
export interface RecordNumbers {
  readonly sourceSystemId: string;
  readonly learningRecordNumber: string;
  readonly assignmentNumber: string;
}

/** The same completion always has the same numbers; also in a ledger that was built anew. */
export function recordNumbers({ siteId, userId, courseId, completedAt }: CompletionIdentity): RecordNumbers {
  const sourceSystemId = `${siteId}:${userId}:${courseId}:${completedAt.getTime() / 1000}`;
  // Oracle takes 30 characters, and none that begins with OLC: its own numbers do.
  const number = inLetters(nameBasedUuid(sourceSystemId, NAMESPACE));
  return {
    sourceSystemId,
    learningRecordNumber: `TR${number}`,
    assignmentNumber: `TA${number}`,
  };
}

/** All the bits of a UUID in 26 characters. */
function inLetters(uuid: string): string {
  let rest = BigInt(`0x${uuid.replaceAll('-', '')}`);
  let letters = '';
  for (let count = 0; count < 26; count += 1) {
    letters = ALPHABET[Number(rest & 31n)]! + letters;
    rest >>= BITS;
  }
  return letters;
}
