import type { CompletionStatus } from './completion-status';
import * as editing from './editing';
import type { RunOperation } from './site-session';

/** The completion editor of a site: an administrator writes completion records directly. */
export class CompletionEditor {
  constructor(private readonly run: RunOperation) {}

  /** Writes the current row as typed, and makes one where there is none. */
  edit(userId: number, courseId: number, edit: editing.CompletionEdit): Promise<void> {
    return this.run((session) => editing.editCurrentCompletion(session, courseId, userId, edit));
  }

  /** Chooses another status; the times are what the form fills in, unless given. */
  setStatus(
    userId: number,
    courseId: number,
    status: CompletionStatus,
    edit: editing.CompletionEdit = {},
  ): Promise<void> {
    return this.run((session) =>
      editing.editCurrentCompletion(session, courseId, userId, {
        ...editing.editForStatus(status, session.now()),
        ...edit,
      }),
    );
  }

  deleteCurrent(userId: number, courseId: number): Promise<void> {
    return this.run((session) => editing.deleteCurrentCompletion(session, courseId, userId));
  }

  /** Answers the id of the new history row. */
  addHistory(userId: number, courseId: number, row: editing.HistoryEdit): Promise<number> {
    return this.run((session) => editing.addHistoryRow(session, courseId, userId, row));
  }

  editHistory(historyId: number, edit: editing.HistoryEdit): Promise<void> {
    return this.run((session) => editing.editHistoryRow(session, historyId, edit));
  }

  deleteHistory(historyId: number): Promise<void> {
    return this.run((session) => editing.deleteHistoryRow(session, historyId));
  }

  /** Makes an archived completion the current one again. */
  restoreFromHistory(historyId: number): Promise<void> {
    return this.run((session) => editing.restoreHistoryRow(session, historyId));
  }

  /** Writes a learner's record of one condition; the next run of the task looks at the completion again. */
  editCriterion(
    userId: number,
    criterion: { courseId: number; criterionId: number },
    edit: { timecompleted: number | null; rpl?: string | null },
  ): Promise<void> {
    return this.run((session) => editing.editCriterionMet(session, criterion, userId, edit));
  }
}
