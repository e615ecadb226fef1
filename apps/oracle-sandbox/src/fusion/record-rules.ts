import { FusionRefusedError } from './fusion-refused.error';

type Payload = Record<string, unknown>;
type Kind = 'whole' | 'number' | 'date' | { textMax: number };

const STATUSES = [
  'COMPLETE',
  'ACTIVE',
  'WITHDRAWN',
  'DELETED',
  'REJECTED',
  'PLANNING',
  'PENDING',
  'REQUESTED',
];
const DATE = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?$/;

const UPDATABLE: Readonly<Record<string, Kind>> = {
  learningItemNumber: { textMax: 30 },
  assignmentType: { textMax: 30 },
  assignmentStatus: { textMax: 30 },
  assignmentSubStatus: { textMax: 30 },
  assignmentDueDate: 'date',
  assignedDate: 'date',
  completedDate: 'date',
  actualScore: 'number',
  actualEffortInHours: 'number',
  actualCpeUnits: 'number',
  assignmentJustification: { textMax: 4000 },
  reasonCode: { textMax: 30 },
  statusChangeComment: { textMax: 4000 },
  dataSecurityPrivilege: { textMax: 100 },
};
const CREATABLE: Readonly<Record<string, Kind>> = {
  ...UPDATABLE,
  learningItemId: 'whole',
  learningItemType: { textMax: 30 },
  assignedToId: 'whole',
  assignedToNumber: { textMax: 30 },
};

/**
 * What may be written to a learning record.
 *
 * @throws FusionRefusedError 400 naming the member
 */
export function checkRecordPayload(payload: unknown, operation: 'create' | 'update'): Payload {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) {
    throw new FusionRefusedError(400, 'The payload must be an object.');
  }
  const kinds = operation === 'create' ? CREATABLE : UPDATABLE;
  for (const [name, value] of Object.entries(payload)) {
    const kind = kinds[name];
    if (!kind) throw new FusionRefusedError(400, `Attribute ${name} cannot be written here.`, `/${name}`);
    const trouble = troubleOf(kind, value);
    if (trouble) throw new FusionRefusedError(400, `Attribute ${name} ${trouble}.`, `/${name}`);
  }
  const { assignmentStatus, completedDate } = payload as Payload;
  const isStatus = STATUSES.some((status) => assignmentStatus === `ORA_ASSN_REC_${status}`);
  if (assignmentStatus !== undefined && !isStatus) {
    throw new FusionRefusedError(400, 'Attribute assignmentStatus has no such value.', '/assignmentStatus');
  }
  if (assignmentStatus === 'ORA_ASSN_REC_COMPLETE' && completedDate === undefined) {
    throw new FusionRefusedError(400, 'Attribute completedDate is required.', '/completedDate');
  }
  return payload as Payload;
}

function troubleOf(kind: Kind, value: unknown): string | undefined {
  if (kind === 'whole') return typeof value === 'bigint' ? undefined : 'must be a whole number';
  if (kind === 'number') {
    return typeof value === 'bigint' || typeof value === 'number' ? undefined : 'must be a number';
  }
  if (typeof value !== 'string') return 'must be text';
  if (kind === 'date') return DATE.test(value) && Date.parse(value) ? undefined : 'must be a date';
  return value.length <= kind.textMax ? undefined : `has more than ${kind.textMax} characters`;
}
