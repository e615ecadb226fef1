import type { CompletionStatus } from '@oracle-integration/contracts';
import { type NumberSources, numberSourcesOf, type Settings } from '@oracle-integration/settings';
import { readJson } from './read-json';

/** How a completion is put into Oracle's words. */
export interface MappingRules {
  readonly personField: Settings['mappingPersonField'];
  readonly personLookup: boolean;
  readonly courseField: Settings['mappingCourseField'];
  readonly courseLookup: boolean;
  /** Where numbers are read from in Totara that no completion shows. */
  readonly sources: NumberSources;
  readonly keysRequired: boolean;
  readonly keyLengthMax: number;
  readonly refuseFuture: boolean;
  readonly statusCodes: Readonly<Partial<Record<CompletionStatus, string>>>;
  readonly constants: unknown;
  /** JSONata; `null`: the completion as it is. */
  readonly body: string | null;
}

/** The rules that some settings come to. */
export function mappingRulesOf(settings: Settings): MappingRules {
  return {
    personField: settings.mappingPersonField,
    personLookup: settings.mappingPersonLookup,
    courseField: settings.mappingCourseField,
    courseLookup: settings.mappingCourseLookup,
    sources: numberSourcesOf(settings),
    keysRequired: settings.mappingKeysRequired,
    keyLengthMax: settings.mappingKeyLengthMax,
    refuseFuture: settings.mappingRefuseFuture,
    statusCodes: statusCodesOf(settings.mappingStatusCodes),
    constants: readJson(settings.mappingConstants ?? '{}'),
    body: settings.mappingBody ?? null,
  };
}

/** Nothing to look at: items pass as the ledger stored them, and are not even parsed. */
export function isIdentity(rules: MappingRules): boolean {
  const { personField, courseField, personLookup, courseLookup, keysRequired, refuseFuture, body } = rules;
  const isByNumber = personField === 'idnumber' && courseField === 'idnumber';
  return isByNumber && !personLookup && !courseLookup && !keysRequired && !refuseFuture && body === null;
}

function statusCodesOf(text: string | undefined): MappingRules['statusCodes'] {
  const pairs = (text ?? '').split(',').filter((pair) => pair.trim() !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const [status, code] = pair.split('=');
      return [status!.trim(), code!.trim()];
    }),
  );
}
