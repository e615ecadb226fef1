import { createHash } from 'node:crypto';
import type { ErasureCounts } from '@oracle-integration/contracts';
import type { Erasure } from './erasure.repository';

/** What something was removed from, in words. */
const WORDS: Readonly<Record<string, string>> = {
  completion_records: 'Completion records (kept without a name)',
  completion_revisions: 'Earlier revisions of them',
  withdrawn_deliveries: 'Deliveries that were not sent any more',
  queue_items: 'Queue items',
  delivery_receipts: 'Receipts of deliveries',
  delivery_requests: 'Answers of Oracle',
  delivery_attempts: 'Attempts to deliver',
  acknowledgements: 'Acknowledgements',
  people: 'Entries of the directory of people',
  webhook_messages: 'Webhook messages',
  imports: 'Uploaded files (name, samples)',
  import_rows: 'Rows of uploaded files',
  site_numbers: 'Numbers read from Totara for the mapping',
  lookup_rows: 'Rows of the lookup table of people',
  mapping_preflights: 'Preflights that named the person',
  history_files: 'History files that held the person',
  site_identities: 'Numbers given to people of uploaded files',
  audit_entries: 'Entries of the audit log (kept without a name)',
};

/** What a certificate is about: all of an erasure but its digest. */
type Certified = Omit<Erasure, 'digest' | 'terms'>;

/** The certificate as it is printed. The same erasure always gives the same text, to the byte. */
export function certificateText(erasure: Certified): string {
  const { id, siteId, userId, requestedBy, requestedAt, finishedAt, delivered, removed } = erasure;
  return [
    'CERTIFICATE OF ERASURE',
    '',
    `Certificate   ${id}`,
    `Person        number ${userId} of site "${siteId}"`,
    `Requested     ${requestedAt.toISOString()} by ${requestedBy}`,
    `Done          ${finishedAt?.toISOString() ?? ''}`,
    '',
    'Removed: name, user name, staff number, e-mail address, and texts that named the person, from',
    ...lines(removed, (name) => WORDS[name] ?? name),
    '',
    'Kept, under the number alone, so that totals still add up. Records by status, before and after:',
    ...statusLines(erasure),
    '',
    delivered === 0
      ? 'Nothing of this person was delivered to Oracle.'
      : `Delivered to Oracle before: ${delivered} completions. Oracle must be asked to erase the person there.`,
    'Systems that pull learn of the erasure by a new revision of each record.',
    '',
  ].join('\n');
}

/** SHA-256 of the printed certificate: a copy that was tampered with shows. */
export function certificateDigest(erasure: Certified): string {
  return createHash('sha256').update(certificateText(erasure)).digest('hex');
}

function lines(counts: ErasureCounts, nameOf: (name: string) => string): string[] {
  const entries = Object.entries(counts).sort(([left], [right]) => left.localeCompare(right));
  if (entries.length === 0) return ['  (nothing was left to remove)'];
  return entries.map(([name, count]) => `  ${String(count).padStart(8)}  ${nameOf(name)}`);
}

function statusLines({ ledgerBefore, ledgerAfter }: Certified): string[] {
  const statuses = [...new Set([...Object.keys(ledgerBefore), ...Object.keys(ledgerAfter ?? {})])].sort();
  if (statuses.length === 0) return ['  (none)'];
  return statuses.map((status) => {
    const [before, after] = [ledgerBefore[status] ?? 0, ledgerAfter?.[status] ?? 0];
    return `  ${String(before).padStart(8)} ${String(after).padStart(8)}  ${status}`;
  });
}
