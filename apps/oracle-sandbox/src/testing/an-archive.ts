import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** A completed record that HCM Data Loader takes, on a day before the sandbox's. */
const GOOD: Readonly<Record<string, string>> = {
  SourceSystemOwner: 'TOTARA',
  SourceSystemId: 'S1',
  LearningRecordEffectiveStartDate: '2026/02/01',
  LearningRecordEffectiveEndDate: '4712/12/31',
  LearningRecordNumber: 'TR1',
  AssignmentNumber: 'TA1',
  LearningItemType: 'ORA_LEGACY',
  LearningItemNumber: 'FIRE-1',
  AssignmentType: 'ORA_REQUIRE_ASSIGNMENT',
  AssignmentSubType: 'ORA_EVT_SUBT_ADMIN',
  AssignedByPersonNumber: '1',
  AssignmentAttributionType: 'ORA_SPECIALIST',
  AssignmentAttributionNumber: '1',
  AssignmentAttributionCode: 'ORA_SPECIALIST',
  LearnerNumber: 'E1',
  LearningRecordStatus: 'ORA_ASSN_REC_COMPLETE',
  LearningRecordStartDate: '2026/02/01',
  LearningRecordCompletionDate: '2026/02/01',
  LearningRecordValidFromDate: '2026/02/01',
  LearningRecordReasonCode: 'ORA_SPEC_COMPLT_ELSEWHERE',
  LearningRecordComments: 'Completed',
};

/** The MERGE line of a record; `number` gives it numbers of its own, `changed` replaces attributes. */
export function aMergeLine(number = 1, changed: Readonly<Record<string, string>> = {}): string {
  const own = {
    SourceSystemId: `S${number}`,
    LearningRecordNumber: `TR${number}`,
    AssignmentNumber: `TA${number}`,
    ...changed,
  };
  return `MERGE|LearningRecord|${Object.values({ ...GOOD, ...own }).join('|')}`;
}

/** `LearningRecord.dat` with these lines after METADATA. */
export function aDatFile(lines: readonly string[]): string {
  return [`METADATA|LearningRecord|${Object.keys(GOOD).join('|')}`, ...lines, ''].join('\n');
}

/** A ZIP archive with one file, in base64. */
export async function anArchive(content: string, fileName = 'LearningRecord.dat'): Promise<string> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(content), fileName);
  zip.end();
  return (await buffer(zip.outputStream)).toString('base64');
}
