import type { CompletionView } from '@oracle-integration/contracts';
import { itemIdempotencyKey } from '../mapping/item-mapper';
import type { MappedItem } from '../mapping/mapped-item';

const RECORD_ID = '0198c1a0-0000-7000-8000-00000000000a';

const COMPLETION: CompletionView = {
  id: RECORD_ID,
  revision: 1,
  userId: 1207,
  courseId: 88,
  status: 'complete',
  progress: 100,
  timeenrolled: '2026-01-05T08:00:00Z',
  timestarted: '2026-02-01T12:33:11Z',
  timecompleted: '2026-02-01T14:03:11Z',
  grade: { value: 85, max: 100, percent: 85 },
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
};

/** The completion by which the API Guide shows what requests look like. */
export const SAMPLE_ITEM: MappedItem = {
  id: '1',
  recordId: RECORD_ID,
  revision: 1,
  answered: 0,
  personKey: COMPLETION.user.idnumber,
  courseKey: COMPLETION.course.idnumber,
  json: JSON.stringify(COMPLETION),
  idempotencyKey: itemIdempotencyKey(RECORD_ID, 1),
};
