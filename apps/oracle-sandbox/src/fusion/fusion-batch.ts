import { FusionRefusedError } from './fusion-refused.error';
import type { FusionWorld, LearningRecord } from './fusion-world';
import type { RecordDesk } from './record-desk';

interface Part {
  readonly id: string;
  readonly path: string;
  readonly operation: 'create' | 'update';
  readonly payload: unknown;
}

export type CarriedOutPart = Omit<Part, 'payload'> & { readonly record: LearningRecord };

/**
 * Carries out the parts one after the other, all or none.
 *
 * @throws FusionRefusedError of the first part that fails
 */
export function carryOutBatch(
  body: unknown,
  { desk, world }: { desk: RecordDesk; world: FusionWorld },
): CarriedOutPart[] {
  const parts = (body as { parts?: unknown } | null)?.parts;
  if (!Array.isArray(parts) || parts.length === 0) {
    throw new FusionRefusedError(400, 'A batch must have parts.', '/parts');
  }
  const given = parts.map(readPart);
  if (new Set(given.map(({ id }) => id)).size < given.length) {
    throw new FusionRefusedError(400, 'Two parts have the same id.', '/parts');
  }
  return world.atomically(() =>
    given.map(({ payload, ...part }) => ({ ...part, record: carryOut({ payload, ...part }, desk) })),
  );
}

function carryOut({ id, path, operation, payload }: Part, desk: RecordDesk): LearningRecord {
  try {
    if (operation === 'create') return desk.create(payload);
    return desk.update(path.split('/').at(-1)!, payload);
  } catch (error) {
    if (!(error instanceof FusionRefusedError)) throw error;
    throw new FusionRefusedError(error.status, error.detail, `/parts/${id}`);
  }
}

function readPart(part: unknown): Part {
  const { id, path, operation } = (part ?? {}) as Partial<Part>;
  const isCreate = operation === 'create' && path === '/learnerLearningRecords';
  const isUpdate = operation === 'update' && /^\/learnerLearningRecords\/[0-9A-F]+$/.test(path ?? '');
  if (typeof id !== 'string' || !(isCreate || isUpdate)) {
    throw new FusionRefusedError(400, 'A part needs id, path, operation and payload.', '/parts');
  }
  return part as Part;
}
