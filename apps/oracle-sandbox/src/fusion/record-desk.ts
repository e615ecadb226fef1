import type { FusionFaults } from '../faults/surface-faults';
import type { SandboxState } from '../sandbox-state';
import { FusionRefusedError } from './fusion-refused.error';
import { COMPLETE, etagOf, type FusionThing, type LearningRecord } from './fusion-world';
import { checkRecordPayload } from './record-rules';

const PENDING = 'ORA_ASSN_REC_PENDING';

/** Writes learning records as the resource `learnerLearningRecords` does. */
export class RecordDesk {
  constructor(
    private readonly state: SandboxState,
    private readonly faults: FusionFaults,
  ) {}

  create(given: unknown): LearningRecord {
    const { learningItemId, assignedToId, assignedToNumber, ...fields } = checkRecordPayload(given, 'create');
    const { fusion } = this.state;
    if (typeof learningItemId !== 'bigint') {
      throw new FusionRefusedError(400, 'Attribute learningItemId is required.', '/learningItemId');
    }
    const item = fusion.byThatId('item', learningItemId);
    if (!item) throw new FusionRefusedError(400, 'The learning item does not exist.', '/learningItemId');
    const person = this.personOf(assignedToId, assignedToNumber);
    this.failFor(item);
    if (fusion.recordsOf(person, item).some(({ fields }) => fields.assignmentStatus !== COMPLETE)) {
      throw new FusionRefusedError(400, 'The learner has an active assignment of this learning item.');
    }
    const status = this.faults.createsPending ? PENDING : (fields.assignmentStatus ?? 'ORA_ASSN_REC_ACTIVE');
    return fusion.create(person, item, { ...fields, assignmentStatus: status });
  }

  update(key: string, given: unknown, ifMatch?: string): LearningRecord {
    let record = this.state.fusion.find(key);
    if (!record) throw new FusionRefusedError(404, 'The learning record is not found.');
    const payload = checkRecordPayload(given, 'update');
    if (ifMatch !== undefined && this.state.faults.takeStaleEtag()) {
      record = this.state.fusion.update(record, {});
    }
    if (ifMatch !== undefined && ifMatch !== `"${etagOf(record)}"`) {
      const headers = { etag: `"${etagOf(record)}"` };
      throw new FusionRefusedError(412, 'Somebody has changed the record meanwhile.', '/', headers);
    }
    this.failFor(record.item);
    const isStuck = this.faults.createsPending === 'stuck';
    return this.state.fusion.update(record, isStuck ? { ...payload, assignmentStatus: PENDING } : payload);
  }

  private personOf(id: unknown, number: unknown): FusionThing {
    // Whether Oracle takes the number alone is not known; the sandbox knows it as everybody's person number.
    if (id === undefined && typeof number === 'string')
      return this.state.fusion.person('PersonNumber', number);
    if (typeof id !== 'bigint') {
      throw new FusionRefusedError(400, 'Attribute assignedToId is required.', '/assignedToId');
    }
    const person = this.state.fusion.byThatId('person', id);
    if (!person) throw new FusionRefusedError(400, 'The person does not exist.', '/assignedToId');
    return person;
  }

  private failFor({ number }: FusionThing): void {
    if (this.faults.refusedItems?.includes(number)) {
      throw new FusionRefusedError(400, `Fault: ${number} takes no completions.`, '/learningItemId');
    }
    if (this.faults.failingItems?.includes(number)) {
      throw new FusionRefusedError(500, 'Fault: a rule of the database is violated.');
    }
  }
}
