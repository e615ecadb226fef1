import { ordsColumnsOf, type Settings } from '@oracle-integration/settings';
import type { MappedItem } from '../../mapping/mapped-item';
import type { ProfileRequest } from '../conversation';
import { batchIdOf } from '../generic-json';
import { rowJson, rowKey, rowsCsv } from './ords-row';

/** The path of the table, without a slash at its end. */
export function tablePath({ pushOrdsPath }: Settings): string {
  return pushOrdsPath.replace(/\/+$/, '');
}

/** Writes one row by its key, whether it is there or not; or the part of the key that nothing is known for. */
export function putRequest(item: MappedItem, settings: Settings): ProfileRequest | { unknown: string } {
  const named = rowKey(item, settings.pushOrdsKey);
  if ('unknown' in named) return named;
  return {
    method: 'PUT',
    path: `${tablePath(settings)}/${named.key}`,
    headers: { 'content-type': 'application/json' },
    body: rowJson(item, ordsColumnsOf(settings.pushOrdsColumns)),
    batchId: batchIdOf([item]),
  };
}

/** Inserts rows, and answers with a text about them. */
export function loadRequest(items: readonly MappedItem[], settings: Settings): ProfileRequest {
  const query = new URLSearchParams({
    batchRows: String(settings.pushOrdsBatchRows),
    errorsMax: String(settings.pushOrdsErrorsMax),
    dateFormat: settings.pushOrdsDateFormat,
    timestampFormat: settings.pushOrdsDateFormat,
  });
  return {
    method: 'POST',
    // A blank as %20: not every server reads a plus sign in a query as one.
    path: `${tablePath(settings)}/batchload?${query.toString().replaceAll('+', '%20')}`,
    headers: { 'content-type': 'text/csv', accept: 'text/plain' },
    body: rowsCsv(items, ordsColumnsOf(settings.pushOrdsColumns)),
    batchId: batchIdOf(items),
  };
}
