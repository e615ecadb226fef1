import { type CompletionView, EXAMPLE_COMPLETION } from '@oracle-integration/contracts';
import { itemIdempotencyKey } from '../mapping/item-mapper';
import type { MappedItem } from '../mapping/mapped-item';

type Given = Partial<Omit<MappedItem, 'json'>> & {
  told?: Partial<CompletionView> | Record<string, unknown>;
};

const RECORD_ID = '01980000-0000-7000-8000-000000000001';

/** A completion as the mapping hands it on; `told` changes members of its JSON. */
export function aMappedCompletion({ told, ...given }: Given = {}): MappedItem {
  const { recordId = RECORD_ID, revision = 1 } = given;
  const item = {
    id: '1',
    recordId,
    revision,
    answered: 0,
    personKey: 'E1207',
    courseKey: 'OLC-10021',
    idempotencyKey: itemIdempotencyKey(recordId, revision),
    ...given,
  };
  const completion = {
    ...EXAMPLE_COMPLETION,
    id: item.recordId,
    revision: item.revision,
    grade: { value: 17, max: 20, percent: 85 },
    user: { ...EXAMPLE_COMPLETION.user, idnumber: 'E1207' },
    ...told,
  };
  return { ...item, json: JSON.stringify(completion) };
}
