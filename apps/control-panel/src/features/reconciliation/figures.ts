import { RECONCILIATION_ROW_KINDS, type ReconciliationRowKind } from '@oracle-integration/contracts';
import type { Tone } from '../../ui/tone';

/** The figures of a reconciliation, in the order in which they are read. */
export const FIGURES = [
  'site',
  'ledger',
  'delivered',
  'acknowledged',
  'waiting',
  'stopped',
  'notQueued',
  'keptBack',
  'imported',
  'duplicates',
  'unexplained',
] as const;
export type FigureName = (typeof FIGURES)[number];

export const FIGURE_TONES: Readonly<Record<FigureName, Tone>> = {
  site: 'off',
  ledger: 'off',
  delivered: 'ok',
  acknowledged: 'ok',
  waiting: 'progress',
  stopped: 'stopped',
  notQueued: 'off',
  keptBack: 'off',
  imported: 'off',
  duplicates: 'off',
  unexplained: 'stopped',
};

/** The completions behind a figure; `null` for the wholes, which are the sum of the others. */
export function rowKindOf(name: FigureName): ReconciliationRowKind | null {
  return RECONCILIATION_ROW_KINDS.find((kind) => kind === name) ?? null;
}
