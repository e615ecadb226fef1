import type { CompletionUserView, CompletionView } from '@oracle-integration/contracts';
import { contentOf, type LedgerRecord, type RecordChange, renderContent } from '../completion-record';
import type { CompletionObservation, LearnerCourseObservation, UserSnapshot } from '../observation';

const NOBODY: UserSnapshot = {
  username: null,
  idnumber: null,
  firstname: null,
  lastname: null,
  email: null,
  suspended: false,
  deleted: true,
};

/** What is shown of a person who was erased: the number that the site and all consumers know them by. */
export function erasedUserView(id: number): CompletionUserView {
  return { id, ...NOBODY };
}

/** A view without what names the person: their snapshot, and the reason that somebody wrote for prior learning. */
export function viewWithoutPerson(view: CompletionView): CompletionView {
  return { ...view, rpl: null, user: erasedUserView(view.userId) };
}

/**
 * What a source shows of a person who was erased, as the ledger may know it: a site that still has the name must not
 * bring it back. Folded onto erased records it changes nothing.
 */
export function pictureWithoutPerson<Picture extends LearnerCourseObservation>(picture: Picture): Picture {
  return {
    ...picture,
    user: NOBODY,
    current: picture.current && rowWithoutPerson(picture.current),
    history: picture.history.map(rowWithoutPerson),
  };
}

/** The revision that tells everybody who follows the ledger; `undefined` for a record that names nobody any more. */
export function erasedRevision(record: LedgerRecord): RecordChange | undefined {
  const content = { ...contentOf(record), rpl: null, user: erasedUserView(record.userId) };
  const rendered = renderContent(content);
  if (rendered.hash === record.contentHash) return undefined;
  return {
    id: record.id,
    revision: record.revision + 1,
    kind: 'erased',
    previous: record,
    content,
    rendered,
    completedAt: record.completedAt,
    sourceTable: record.sourceTable,
    sourceRowId: record.sourceRowId,
  };
}

function rowWithoutPerson(row: CompletionObservation): CompletionObservation {
  return row.rpl === null ? row : { ...row, rpl: null };
}
