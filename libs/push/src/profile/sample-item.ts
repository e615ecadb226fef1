import { EXAMPLE_COMPLETION } from '@oracle-integration/contracts';
import { itemIdempotencyKey } from '../mapping/item-mapper';
import type { MappedItem } from '../mapping/mapped-item';

const { id, revision, user, course } = EXAMPLE_COMPLETION;

/** The completion by which the API Guide shows what requests look like. */
export const SAMPLE_ITEM: MappedItem = {
  id: '1',
  recordId: id,
  revision,
  answered: 0,
  personKey: user.idnumber,
  courseKey: course.idnumber,
  json: JSON.stringify(EXAMPLE_COMPLETION),
  idempotencyKey: itemIdempotencyKey(id, revision),
};
