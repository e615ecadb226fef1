import { lockCompletions, newCompletion, noted, saveCompletions } from './current-completion';
import { requireTotara, type SiteSession } from './site-session';

/** What a manager may type into the completion editor; what is left out stays. Times in epoch seconds. */
export interface CompletionEdit {
  timeenrolled?: number;
  timestarted?: number;
  /** Null takes the completion back. */
  timecompleted?: number | null;
  rpl?: string | null;
  /** In percent. */
  rplgrade?: number | null;
}

/**
 * The completion editor: writes the current row as it was typed, and makes one where there is none. Neither
 * conditions nor grades are touched. A row without a completion time cannot keep an RPL.
 */
export async function editCurrentCompletion(
  session: SiteSession,
  courseId: number,
  userId: number,
  edit: CompletionEdit,
): Promise<void> {
  requireTotara(session, 'completion editor');
  const current = (await lockCompletions(session, courseId, [userId])).get(userId);
  const edited = { ...(current ?? newCompletion(courseId, userId, session.now())), ...edit };
  if (edited.timecompleted === null) {
    edited.rpl = null;
    edited.rplgrade = null;
  }
  await saveCompletions(session, [edited], noted(session.adminId, 'Completion manually edited'));
}
