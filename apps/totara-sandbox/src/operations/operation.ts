import type { ImportOverride, ImportedRow, TotaraSite } from '@oracle-integration/testing';

/** Everything an operation may be given, by the names of the columns it ends in. Times in epoch seconds. */
export interface OperationParameters {
  userid: number;
  userids: readonly number[];
  courseid: number;
  moduleid: number;
  criterionid: number;
  historyid: number;
  categoryid: number;
  kind: 'self' | 'date' | 'duration' | 'grade' | 'role' | 'course';
  percent: number;
  state: 1 | 2 | 3;
  status: 10 | 25 | 50 | 75;
  timecompleted: number | null;
  timestarted: number;
  time: number;
  grade: number;
  rpl: string;
  rplgrade: number;
  rows: readonly ImportedRow[];
  override: ImportOverride;
  mode: 'full_proper' | 'full' | 'partial';
  deletedata: boolean;
  leaveorphans: boolean;
  suspended: boolean;
  firstname: string;
  lastname: string;
  idnumber: string;
  fullname: string;
  shortname: string;
  name: string;
  schema: string;
}

const id = { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER };
const time = { type: 'integer' };
const text = { type: 'string', minLength: 1, maxLength: 255 };
const flag = { type: 'boolean' };

/** The JSON schema of each parameter. */
const schemas: Record<keyof OperationParameters, object> = {
  userid: id,
  userids: { type: 'array', items: id, minItems: 1, maxItems: 100_000 },
  courseid: id,
  moduleid: id,
  criterionid: id,
  historyid: id,
  categoryid: id,
  kind: { enum: ['self', 'date', 'duration', 'grade', 'role', 'course'] },
  percent: { type: 'integer', minimum: 0, maximum: 100 },
  state: { enum: [1, 2, 3] },
  status: { enum: [10, 25, 50, 75] },
  timecompleted: { type: ['integer', 'null'] },
  timestarted: time,
  time,
  grade: { type: 'number', minimum: 0 },
  rpl: text,
  rplgrade: { type: 'number', minimum: 0, maximum: 100 },
  rows: {
    type: 'array',
    minItems: 1,
    maxItems: 10_000,
    items: {
      type: 'object',
      properties: { userId: id, courseId: id, timecompleted: time, grade: { type: 'number' } },
      required: ['userId', 'courseId', 'timecompleted', 'grade'],
      additionalProperties: false,
    },
  },
  override: { enum: ['never', 'if_newer', 'always'] },
  mode: { enum: ['full_proper', 'full', 'partial'] },
  deletedata: flag,
  leaveorphans: flag,
  suspended: flag,
  firstname: text,
  lastname: text,
  idnumber: { type: 'string', maxLength: 100 },
  fullname: { type: 'string', minLength: 1, maxLength: 1333 },
  shortname: text,
  name: text,
  schema: { type: 'string', pattern: '^snapshot_[0-9a-f]{32}$' },
};

/** Something the control API can make happen on the site. */
export interface SandboxOperation {
  readonly name: string;
  /** One sentence for whoever asks what there is. */
  readonly description: string;
  /** The JSON schema of the parameters. */
  readonly parameters: object;
  /** Answers what the site answers, or nothing. */
  run(site: TotaraSite, parameters: Partial<OperationParameters>): Promise<unknown>;
}

type Name = keyof OperationParameters;

/** An operation as it is written down: what it needs, what it may be given, and what it does. */
export interface OperationDefinition<Required extends Name, Optional extends Name> {
  name: string;
  description: string;
  required: readonly Required[];
  optional?: readonly Optional[];
  run(
    site: TotaraSite,
    parameters: Pick<OperationParameters, Required> & Partial<Pick<OperationParameters, Optional>>,
  ): Promise<unknown>;
}

/** Makes an operation with the schema of just those parameters it takes. */
export function operation<Required extends Name, Optional extends Name = never>(
  definition: OperationDefinition<Required, Optional>,
): SandboxOperation {
  const { name, description, required, optional = [], run } = definition;
  return {
    name,
    description,
    parameters: {
      type: 'object',
      properties: Object.fromEntries(
        [...required, ...optional].map((parameter) => [parameter, schemas[parameter]]),
      ),
      required: [...required],
      additionalProperties: false,
    },
    run: async (site, parameters) => {
      if (!hasAll(parameters, required)) throw new RangeError(`${name} needs ${required.join(', ')}.`);
      return run(site, parameters);
    },
  };
}

function hasAll<Required extends Name>(
  parameters: Partial<OperationParameters>,
  required: readonly Required[],
): parameters is Partial<OperationParameters> & Pick<OperationParameters, Required> {
  return required.every((name) => parameters[name] !== undefined);
}
