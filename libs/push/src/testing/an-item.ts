import type { CompletionView } from '@oracle-integration/contracts';
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
    id: item.recordId,
    revision: item.revision,
    userId: 1207,
    courseId: 88,
    status: 'complete',
    progress: 100,
    timeenrolled: '2026-01-05T08:00:00Z',
    timestarted: '2026-02-01T12:33:11Z',
    timecompleted: '2026-02-01T14:03:11Z',
    grade: { value: 17, max: 20, percent: 85 },
    rpl: null,
    archived: false,
    changedAt: '2026-02-01T14:03:40.120Z',
    user: {
      id: 1207,
      username: 'mlopez',
      idnumber: 'E1207',
      firstname: 'María',
      lastname: 'López',
      email: 'maria.lopez@example.com',
      suspended: false,
      deleted: false,
    },
    course: {
      id: 88,
      fullname: 'Fire Safety',
      shortname: 'FIRE-1',
      idnumber: 'OLC-10021',
      category: 'Compliance',
    },
    ...told,
  };
  return { ...item, json: JSON.stringify(completion) };
}
