import { strings } from '../../../lib/strings';
import type { Peer } from '../api/use-test-connection';

/** One step of the way from nothing to the first completion in Oracle. */
export interface FirstRunStep {
  title: string;
  purpose: string;
  /** The settings that are asked for. */
  keys: readonly string[];
  /** Whose connection can be tried here. */
  peer?: Peer;
}

const words = strings.firstRun.steps;

export const FIRST_RUN_STEPS: readonly FirstRunStep[] = [
  { ...words.totara, keys: ['totaraDatabaseUrl', 'totaraTablePrefix', 'totaraSiteId'], peer: 'totara' },
  {
    ...words.oracle,
    keys: ['pushBaseUrl', 'pushTokenUrl', 'pushClientId', 'pushClientSecret', 'pushScope'],
    peer: 'oracle',
  },
  { ...words.pull, keys: ['pullEnabled', 'pullDefaultDays'] },
  { ...words.history, keys: ['pushHistory'] },
];

export interface FirstRunSearch {
  /** From 1. */
  step: number;
}

/** The step in the address bar: whoever leaves comes back to where they were. */
export function parseFirstRunSearch(search: Record<string, unknown>): FirstRunSearch {
  const step = Number(search['step']);
  const isStep = Number.isInteger(step) && step >= 1 && step <= FIRST_RUN_STEPS.length;
  return { step: isStep ? step : 1 };
}
