/** A learning record by the names of its attributes. */
export type ReadRecord = Readonly<Record<string, string>>;

const NEVER_EMPTY = [
  'AssignmentNumber',
  'LearningRecordNumber',
  'LearningRecordEffectiveStartDate',
  'LearningItemType',
  'LearningItemNumber',
  'AssignmentType',
  'AssignmentSubType',
  'AssignedByPersonNumber',
  'AssignmentAttributionType',
  'AssignmentAttributionNumber',
  'AssignmentAttributionCode',
  'LearnerNumber',
  'LearningRecordStatus',
  'LearningRecordStartDate',
];

const ONE_OF: Readonly<Record<string, readonly string[]>> = {
  AssignmentType: ['ORA_REQUIRE_ASSIGNMENT', 'ORA_JOIN_ASSIGNMENT', 'ORA_RECOMMEND_ASSIGNMENT'],
  AssignmentSubType: ['ORA_EVT_SUBT_ADMIN', 'ORA_EVT_SUBT_SELF'],
  AssignmentAttributionType: ['ORA_SPECIALIST', 'ORA_PERSON'],
  LearningRecordTotalActualEffortUOM: ['', 'ORA_DUR_HOUR'],
};

/**
 * Reads a LearningRecord.dat by Oracle's rules, on its own: it shares nothing with what writes one.
 *
 * @param today the day on which it is loaded, `yyyy/MM/dd`
 * @throws Error that names the line Oracle would refuse, and why
 */
export function readLearningRecords(dat: string, today: string): ReadRecord[] {
  const lines = dat.split('\n');
  if (lines.pop() !== '') throw new Error('The last line does not end.');
  const [head, ...merges] = lines.map(splitLine);
  const [instruction, object, ...names] = head ?? [];
  if (instruction !== 'METADATA' || object !== 'LearningRecord')
    throw new Error('It begins with no METADATA.');
  if (new Set(names).size !== names.length) throw new Error('An attribute is named twice.');
  const met = new Set<string>();
  return merges.map(([begin, kind, ...values], index) => {
    const refuse = (why: string): never => {
      throw new Error(`Line ${index + 2}: ${why}`);
    };
    if (begin !== 'MERGE' || kind !== 'LearningRecord') refuse('is no MERGE of a LearningRecord');
    if (values.length !== names.length) refuse(`has ${values.length} attributes of ${names.length}`);
    const record = Object.fromEntries(names.map((name, place) => [name, values[place]!]));
    for (const fault of faultsOf(record, today)) refuse(fault);
    const key = `${record['SourceSystemOwner']} ${record['SourceSystemId']}`;
    for (const number of [key, record['LearningRecordNumber']!, record['AssignmentNumber']!]) {
      if (met.has(number)) refuse(`${number} is there twice`);
      met.add(number);
    }
    return record;
  });
}

function* faultsOf(record: Record<string, string>, today: string): Generator<string> {
  const of = (name: string) => record[name] ?? '';
  for (const name of NEVER_EMPTY) if (of(name) === '') yield `${name} is empty`;
  for (const [name, allowed] of Object.entries(ONE_OF))
    if (!allowed.includes(of(name))) yield `${name}: ${of(name)}`;
  for (const [name, value] of Object.entries(record))
    if (name.endsWith('Date') && value !== '' && !isDay(value)) yield `${name} is no day: ${value}`;
  for (const name of ['LearningRecordNumber', 'AssignmentNumber', 'LearningItemNumber', 'LearnerNumber'])
    if (of(name).length > 30) yield `${name} is too long`;
  if (of('LearningRecordComments').length > 4000) yield 'the comments are too long';
  if (of('LearningRecordNumber').startsWith('OLC')) yield 'the number is one of Oracle';
  const [begin, start, end] = [
    of('LearningRecordEffectiveStartDate'),
    of('LearningRecordStartDate'),
    of('LearningRecordEffectiveEndDate'),
  ];
  if (begin > start || (end !== '' && begin >= end)) yield 'the effective dates do not fit';
  const isRequired = of('AssignmentType') === 'ORA_REQUIRE_ASSIGNMENT';
  const isSpecialist = of('AssignmentAttributionType') === 'ORA_SPECIALIST';
  if (isRequired && !isSpecialist) yield 'a required assignment is attributed to no specialist';
  if (of('LearningRecordStatus') === 'ORA_ASSN_REC_COMPLETE') {
    const completed = of('LearningRecordCompletionDate');
    if (completed === '') yield 'it is completed on no day';
    if (completed >= today) yield `it is completed on ${completed}, which is not before ${today}`;
    if (start > completed) yield 'it starts after it is completed';
    if (isRequired && of('LearningRecordValidFromDate') === '') yield 'it is valid from no day';
    if (isSpecialist && (of('LearningRecordReasonCode') === '' || of('LearningRecordComments') === ''))
      yield 'a specialist completed it for no reason';
  }
}

function isDay(value: string): boolean {
  if (!/^\d{4}\/\d\d\/\d\d$/.test(value)) return false;
  const iso = value.replaceAll('/', '-');
  const day = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(iso);
}

/** The attributes of a line, with what was escaped as it was. */
export function splitLine(line: string): string[] {
  const values = [''];
  for (let place = 0; place < line.length; place += 1) {
    const letter = line[place]!;
    if (letter === '|') values.push('');
    else if (letter === '\\') {
      place += 1;
      const escaped = line[place];
      if (escaped === undefined || !'n|\\'.includes(escaped))
        throw new Error(`\\${escaped ?? ''} means nothing`);
      values[values.length - 1] += escaped === 'n' ? '\n' : escaped;
    } else values[values.length - 1] += letter;
  }
  return values;
}
