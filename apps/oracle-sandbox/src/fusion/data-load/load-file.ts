import type { LoadFaults } from '../../faults/surface-faults';
import { ArchiveUnusableError, archiveLines } from './archive-lines';
import { valuesOf } from './dat-line';
import type { LoadedRecords } from './loaded-records';
import { type LoadedAttributes, troubleOfMetadata, troubleOfRecord } from './learning-record-rules';

const OBJECT = 'LearningRecord';
const FILE = `${OBJECT}.dat`;

/** Something that HCM Data Loader says of a line. */
export interface LoadMessage {
  readonly FileLine: number | null;
  readonly SourceSystemId: string | null;
  readonly MessageText: string;
}

/** What came of the lines of a file. */
export interface LoadCounts {
  readonly FileLineImportErrorCount: number;
  readonly ObjectLoadErrorCount: number;
  readonly ObjectRollbackErrorCount: number;
  readonly ObjectSuccessCount: number;
  readonly ObjectUnprocessedCount: number;
}

export interface LoadResult {
  readonly counts: LoadCounts;
  readonly messages: readonly LoadMessage[];
}

/** What a load needs besides the file. */
export interface LoadSurroundings {
  readonly records: LoadedRecords;
  /** `yyyy/MM/dd` */
  readonly today: string;
  readonly faults: LoadFaults;
  /** By the reasons that the other resources refuse them for. */
  readonly unknownPeople: readonly string[];
  readonly unknownItems: readonly string[];
}

/** Loads what an archive holds, line by line: those that are good are loaded whatever the others are. */
export async function loadFile(archive: Buffer, surroundings: LoadSurroundings): Promise<LoadResult> {
  try {
    const [head = '', ...merges] = await archiveLines(archive, FILE);
    const trouble = troubleOfHead(head);
    if (trouble !== undefined) return nothingLoaded(trouble, 1);
    return loadLines(namesOf(head), merges, surroundings);
  } catch (error) {
    if (!(error instanceof ArchiveUnusableError)) throw error;
    return nothingLoaded(error.message, null);
  }
}

function nothingLoaded(text: string, line: number | null): LoadResult {
  return {
    counts: countsOf({ imports: 1 }),
    messages: [{ FileLine: line, SourceSystemId: null, MessageText: text }],
  };
}

function countsOf(given: { imports?: number; refused?: number; loaded?: number; left?: number }): LoadCounts {
  return {
    FileLineImportErrorCount: given.imports ?? 0,
    ObjectLoadErrorCount: given.refused ?? 0,
    ObjectRollbackErrorCount: 0,
    ObjectSuccessCount: given.loaded ?? 0,
    ObjectUnprocessedCount: given.left ?? 0,
  };
}

function troubleOfHead(head: string): string | undefined {
  const [instruction, object] = head.split('|');
  if (instruction !== 'METADATA' || object !== OBJECT) {
    return `The file must begin with METADATA|${OBJECT}.`;
  }
  return troubleOfMetadata(namesOf(head));
}

function namesOf(head: string): string[] {
  return head.split('|').slice(2);
}

function loadLines(names: string[], merges: readonly string[], surroundings: LoadSurroundings): LoadResult {
  const { faults, records } = surroundings;
  const messages: LoadMessage[] = [];
  const met = new Set<string>();
  let [imports, loaded] = [0, 0];
  const reached = merges.slice(0, faults.stopAfterRows ?? merges.length);
  reached.forEach((line, index) => {
    const read = readMerge(line, names);
    const record = typeof read === 'string' ? {} : read;
    const trouble =
      typeof read === 'string' ? read : troubleOf(record, { ...surroundings, met, number: index + 1 });
    if (trouble === undefined) {
      records.put(record);
      loaded += 1;
      return;
    }
    if (typeof read === 'string') imports += 1;
    messages.push({
      FileLine: faults.withoutLines ? null : index + 2,
      SourceSystemId: faults.withoutSourceSystemIds ? null : record.SourceSystemId || null,
      MessageText: trouble,
    });
  });
  const refused = messages.length - imports;
  const left = merges.length - reached.length;
  return { counts: countsOf({ imports, refused, loaded, left }), messages };
}

function readMerge(line: string, names: readonly string[]): LoadedAttributes | string {
  try {
    const [instruction, object, ...values] = valuesOf(line);
    if (instruction !== 'MERGE' || object !== OBJECT) return `The line must begin with MERGE|${OBJECT}.`;
    if (values.length !== names.length) {
      return `The line has ${values.length} values for ${names.length} attributes.`;
    }
    return Object.fromEntries(names.map((name, at) => [name, values[at]!]));
  } catch (error) {
    return (error as Error).message;
  }
}

function troubleOf(
  record: LoadedAttributes,
  {
    met,
    number,
    ...of
  }: LoadSurroundings & { /** Numbers of the lines before. */ met: Set<string>; number: number },
): string | undefined {
  const { LearnerNumber = '', LearningItemNumber = '', LearningRecordNumber = '' } = record;
  if (of.unknownPeople.includes(LearnerNumber)) return `The LearnerNumber ${LearnerNumber} isn't valid.`;
  if (of.unknownItems.includes(LearningItemNumber)) {
    return `The LearningItemNumber ${LearningItemNumber} isn't valid.`;
  }
  const { refuseEvery } = of.faults;
  if (refuseEvery !== undefined && number % refuseEvery === 0)
    return 'Fault: every so many-th row is refused.';
  const trouble = troubleOfRecord(record, of.today);
  if (trouble !== undefined) return trouble;
  if (met.has(LearningRecordNumber)) return 'Another line of the file is of the same record.';
  met.add(LearningRecordNumber);
  return of.records.troubleOf(record);
}
