import { isLosslessNumber, parse } from 'lossless-json';

/** A learning record as Fusion shows it. */
export interface LearningRecord {
  /** The opaque key that Fusion gave it. Nothing else of its address is kept: a token goes to no host that an answer names. */
  readonly key: string;
  readonly changeIndicator: string | null;
  readonly id: string | null;
  readonly status: string | null;
  readonly completedAt: string | null;
  readonly score: number | null;
}

/** @throws SyntaxError when the body is not JSON */
export function readRecords(body: string): LearningRecord[] {
  return itemsOf(parse(body)).flatMap(recordOf);
}

/** @throws SyntaxError when the body is not JSON */
export function readRecord(body: string): LearningRecord | undefined {
  return recordOf(parse(body))[0];
}

/** The records of the parts of a batch, in their order. @throws SyntaxError when the body is not JSON */
export function readBatchRecords(body: string): ReadonlyMap<string, LearningRecord> {
  const parts = [membersOf(parse(body)).parts].flat().map(membersOf);
  return new Map(
    parts.flatMap(({ id, payload }) => recordOf(payload).map((record) => [String(id), record] as const)),
  );
}

/** The members of a collection. */
export function itemsOf(collection: unknown): unknown[] {
  const { items } = membersOf(collection);
  return Array.isArray(items) ? items : [];
}

/** A whole number without loss. */
export function wholeNumberOf(row: unknown, member: string): bigint | undefined {
  const value = membersOf(row)[member];
  const digits = isLosslessNumber(value) ? value.value : value;
  return typeof digits === 'string' && /^-?\d+$/.test(digits) ? BigInt(digits) : undefined;
}

function recordOf(value: unknown): LearningRecord[] {
  const row = membersOf(value);
  const self = [row.links]
    .flat()
    .map(membersOf)
    .find(({ rel }) => rel === 'self');
  const key = typeof self?.href === 'string' ? self.href.split(/[?#]/)[0]!.split('/').at(-1) : undefined;
  if (!key) return [];
  const score = row.actualScore;
  return [
    {
      key,
      changeIndicator: textOf(membersOf(self?.properties).changeIndicator),
      id: textOf(row.assignmentRecordNumber) ?? wholeNumberOf(row, 'assignmentRecordId')?.toString() ?? null,
      status: textOf(row.assignmentStatus),
      completedAt: textOf(row.completedDate),
      score: isLosslessNumber(score) ? Number(score.value) : null,
    },
  ];
}

function membersOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
