import type { Settings } from '@oracle-integration/settings';

/** How completions are written into the file; the values are those of Oracle. */
export interface HistoryRules {
  readonly timeZone: string;
  readonly itemType: string;
  readonly assignmentType: Settings['historyFileAssignmentType'];
  readonly assignmentSubType: string;
  readonly assignedBy: string;
  readonly attributionType: Settings['historyFileAttributionType'];
  readonly attributionNumber: string;
  readonly attributionCode: string;
  readonly reasonCode: string;
  readonly comments: string;
  readonly sourceSystemOwner: string;
  readonly score: Settings['historyFileScore'];
  readonly withEffort: boolean;
}

/** The rules that some settings come to, or what must be set or changed before a file can be made. */
export function historyRulesOf(settings: Settings): HistoryRules | { readonly obstacles: readonly string[] } {
  const { historyFileAssignedBy: assignedBy, historyFileAttributionType: attributionType } = settings;
  const obstacles: string[] = [];
  if (!assignedBy) obstacles.push('Enter "Person number of the assigner".');
  if (settings.historyFileAssignmentType === 'ORA_REQUIRE_ASSIGNMENT' && attributionType !== 'ORA_SPECIALIST')
    obstacles.push('A required assignment must be attributed to a learning specialist.');
  if (!assignedBy || obstacles.length > 0) return { obstacles };
  return {
    timeZone: settings.historyFileTimeZone,
    itemType: settings.historyFileItemType,
    assignmentType: settings.historyFileAssignmentType,
    assignmentSubType: settings.historyFileAssignmentSubType,
    assignedBy,
    attributionType,
    attributionNumber: settings.historyFileAttributionNumber ?? assignedBy,
    attributionCode: settings.historyFileAttributionCode ?? attributionType,
    reasonCode: settings.historyFileReasonCode,
    comments: settings.historyFileComments,
    sourceSystemOwner: settings.historyFileSourceSystemOwner,
    score: settings.historyFileScore,
    withEffort: settings.historyFileEffort,
  };
}
