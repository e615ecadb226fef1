import { type AcknowledgementOutcome, AcknowledgementResult } from '@oracle-integration/contracts';

/** What a consumer says of a completion. */
export interface AcknowledgementWord {
  readonly id: string;
  /** As it was pulled; left out: the present one. */
  readonly revision?: number;
  readonly outcome: AcknowledgementOutcome;
  readonly externalId?: string;
  readonly reason?: string;
}

/** What a record is now. */
export interface PresentRevision {
  readonly revision: number;
  readonly changeSeq: string;
}

/** A word as it is kept: of one revision, once. */
export interface KeptWord {
  readonly recordId: string;
  readonly revision: number;
  /** `null` where the revision is not the present one any more. */
  readonly changeSeq: string | null;
  readonly outcome: AcknowledgementOutcome;
  readonly externalId?: string;
  readonly reason?: string;
}

export interface AcknowledgementPlan {
  /** To be written down; none twice. */
  readonly kept: readonly KeptWord[];
  /** The results in the order of the words, once it is known which kept words were new. */
  results(isNew: (word: KeptWord) => boolean): AcknowledgementResult[];
}

/** What is to be done about a consumer's words, given what the records are now. */
export function planAcknowledgements(
  words: readonly AcknowledgementWord[],
  presentOf: (id: string) => PresentRevision | undefined,
): AcknowledgementPlan {
  const kept = new Map<string, KeptWord>();
  const answers = words.map((word): ((isNew: (word: KeptWord) => boolean) => AcknowledgementResult) => {
    const recordId = word.id.toLowerCase();
    const present = presentOf(recordId);
    const revision = word.revision ?? present?.revision ?? 0;
    if (!present || revision > present.revision) return () => AcknowledgementResult.Unknown;
    const isPresent = revision === present.revision;
    const { outcome, externalId, reason } = word;
    const changeSeq = isPresent ? present.changeSeq : null;
    const mine: KeptWord = { recordId, revision, changeSeq, outcome, externalId, reason };
    const key = `${recordId}:${revision}`;
    const before = kept.get(key);
    if (before && saysNothingNew(mine, before))
      return () => (isPresent ? AcknowledgementResult.AlreadyAcknowledged : AcknowledgementResult.Superseded);
    kept.set(key, mine);
    if (!isPresent) return () => AcknowledgementResult.Superseded;
    return (isNew) => {
      // Overruled by a later word of the same request, which is the one that was kept.
      const isKept = kept.get(key) === mine;
      return !isKept || isNew(mine)
        ? AcknowledgementResult.Acknowledged
        : AcknowledgementResult.AlreadyAcknowledged;
    };
  });
  return { kept: [...kept.values()], results: (isNew) => answers.map((answer) => answer(isNew)) };
}

/** Saying less than before is no other word: a plain repetition does not wipe out an external id. */
function saysNothingNew(word: KeptWord, before: KeptWord): boolean {
  return (
    word.outcome === before.outcome &&
    (word.externalId === undefined || word.externalId === before.externalId) &&
    (word.reason === undefined || word.reason === before.reason)
  );
}
