import type { Settings } from '@oracle-integration/settings';
import { parse } from 'lossless-json';
import type { Talk } from './talk';
import { lookupRequest } from './fusion-requests';
import { itemsOf, wholeNumberOf } from './learning-record';
import type { Found, LookupCache } from './lookup-cache';
import type { Assignee } from './record-payload';

const NUMBER_MAX = 30;

interface Lookup {
  /** What is looked for, in a manager's words. */
  readonly what: 'person' | 'learning item';
  readonly by: 'lookup' | 'number' | 'id';
  readonly resource: string;
  readonly field: string;
  readonly idField: string;
}

export interface LookupKeys {
  readonly personKey: string | null;
  readonly courseKey: string | null;
}

/** Finds who and what a completion is about in Fusion, once for all lanes of the process. */
export class FusionLookups {
  constructor(private readonly cache: LookupCache) {}

  async assignee(
    key: string | null,
    talk: Talk,
  ): Promise<{ assignee: Assignee } | Exclude<Found, { id: bigint }>> {
    const lookup = personLookup(talk.settings);
    if (lookup.by === 'number' && key !== null) {
      return key.length <= NUMBER_MAX
        ? { assignee: { assignedToNumber: key } }
        : { missing: `the person number ${key} has more than ${NUMBER_MAX} characters` };
    }
    const found = await this.find(lookup, key, talk);
    return 'id' in found ? { assignee: { assignedToId: found.id } } : found;
  }

  item(key: string | null, talk: Talk): Promise<Found> {
    return this.find(itemLookup(talk.settings), key, talk);
  }

  /** Oracle has refused what was made with these ids: they are looked up anew the next time. */
  forget({ personKey, courseKey }: LookupKeys, settings: Settings): void {
    if (personKey !== null) this.cache.forget(cacheKey(personLookup(settings), personKey, settings));
    if (courseKey !== null) this.cache.forget(cacheKey(itemLookup(settings), courseKey, settings));
  }

  private async find(lookup: Lookup, key: string | null, talk: Talk): Promise<Found> {
    if (key === null) return { missing: `the ${lookup.what} has no key by which Oracle could know it` };
    if (lookup.by === 'id') {
      return /^\d{1,19}$/.test(key)
        ? { id: BigInt(key) }
        : { missing: `${key} is no id of a ${lookup.what}` };
    }
    return this.cache.find(cacheKey(lookup, key, talk.settings), () => ask(lookup, key, talk));
  }
}

function personLookup(settings: Settings): Lookup {
  return {
    what: 'person',
    by: settings.pushFusionPersonBy,
    resource: settings.pushFusionPersonResource,
    field: settings.pushFusionPersonField,
    idField: settings.pushFusionPersonIdField,
  };
}

function itemLookup(settings: Settings): Lookup {
  return {
    what: 'learning item',
    by: settings.pushFusionItemBy,
    resource: settings.pushFusionItemResource,
    field: settings.pushFusionItemField,
    idField: settings.pushFusionItemIdField,
  };
}

/** Another pod, resource or field knows other ids. */
function cacheKey({ resource, field, idField }: Lookup, key: string, { pushBaseUrl }: Settings): string {
  return [pushBaseUrl, resource, field, idField, key].join(' ');
}

async function ask(lookup: Lookup, key: string, talk: Talk): Promise<Found> {
  const { what, resource, field, idField } = lookup;
  const answer = await talk.ask(lookupRequest(talk.settings, { resource, field, key, idField }));
  if (answer.kind !== 'answer' || answer.status !== 200 || answer.isCut) return { refusal: answer };
  let rows: unknown[];
  try {
    rows = itemsOf(parse(answer.body));
  } catch (error) {
    if (error instanceof SyntaxError) return { refusal: answer };
    throw error;
  }
  const named = `${what} with ${field} ${key}`;
  if (rows.length === 0) return { missing: `Oracle knows no ${named} (in ${resource})` };
  if (rows.length > 1) return { missing: `Oracle knows more than one ${named} (in ${resource})` };
  const id = wholeNumberOf(rows[0], idField);
  return id === undefined
    ? { missing: `Oracle shows the ${named} without ${idField} (in ${resource})` }
    : { id };
}
