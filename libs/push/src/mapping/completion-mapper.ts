import { hash } from 'node:crypto';
import type { CompletionView } from '@oracle-integration/contracts';
import type { NumberSources } from '@oracle-integration/settings';
import { BodyExpression, ExpressionError } from './body-expression';
import {
  courseField,
  isCourseBeside,
  isPersonBeside,
  type Lookups,
  mapKeys,
  type MappedKeys,
  type Numbers,
  type ParkReason,
  personField,
} from './map-completion';
import { isIdentity, type MappingRules } from './mapping-rules';
import { readJson } from './read-json';

/** A completion as it is sent. */
export interface MappedCompletion extends MappedKeys {
  readonly json: string;
  /** Names the bytes where a mapping made them: another mapping, another key. `null` as the ledger stored them. */
  readonly digest: string | null;
}

export type Mapped = MappedCompletion | { readonly parked: ParkReason };

/** What must be looked up for some completions. */
export interface Wanted {
  readonly people: ReadonlySet<string>;
  readonly courses: ReadonlySet<string>;
}

/** Puts completions into Oracle's words by one set of rules. The expression is compiled once. */
export class CompletionMapper {
  readonly isIdentity: boolean;
  private readonly expression: BodyExpression | null;

  constructor(private readonly rules: MappingRules) {
    this.isIdentity = isIdentity(rules);
    this.expression = rules.body === null ? null : new BodyExpression(rules.body);
  }

  /** Which numbers must be known of completions that do not show them. */
  get sources(): NumberSources {
    return this.rules.sources;
  }

  /** What the lookup tables must be asked for. */
  wanted(views: readonly CompletionView[], numbers: Numbers): Wanted {
    const { rules } = this;
    const { personLookup, courseLookup } = rules;
    const filled = (keys: (string | null)[]) => new Set(keys.filter((key) => key !== null));
    return {
      people: filled(personLookup ? views.map((view) => personField(view, rules, numbers)) : []),
      courses: filled(courseLookup ? views.map((view) => courseField(view, rules, numbers)) : []),
    };
  }

  /** One after the other: an expression is not asked twice at a time. */
  async map(
    { view, publicJson }: ReadCompletion,
    given: { lookups: Lookups; numbers: Numbers; now: Date },
  ): Promise<Mapped> {
    const keys = mapKeys(view, this.rules, given);
    if ('code' in keys) return { parked: keys };
    if (this.expression === null) return { ...keys, ...this.withKeys(publicJson, keys) };
    try {
      const { body } = await this.expression.evaluate(view, {
        ...keys,
        statusCode: this.rules.statusCodes[view.status] ?? view.status,
        constants: this.rules.constants,
      });
      // Oracle answers by the id, and the key is ours to give.
      const json = JSON.stringify({ id: view.id, ...body, idempotencyKey: undefined });
      return { ...keys, json, digest: digestOf(json) };
    } catch (error) {
      if (error instanceof ExpressionError) return failed(error);
      throw error;
    }
  }

  /** The completion as it is; what it does not show itself is told beside it, or nobody would ever see it. */
  private withKeys(
    publicJson: string,
    { personKey, courseKey }: MappedKeys,
  ): Pick<MappedCompletion, 'json' | 'digest'> {
    const { personLookup, courseLookup, personField, courseField } = this.rules;
    const isPersonAdded = personLookup || isPersonBeside(personField);
    const isCourseAdded = courseLookup || isCourseBeside(courseField);
    if (!isPersonAdded && !isCourseAdded) return { json: publicJson, digest: null };
    const added = { ...(isPersonAdded ? { personKey } : {}), ...(isCourseAdded ? { courseKey } : {}) };
    const json = `${publicJson.slice(0, -1)},${JSON.stringify(added).slice(1)}`;
    return { json, digest: digestOf(json) };
  }
}

/** A completion as the ledger stores it, and read. */
export interface ReadCompletion {
  readonly publicJson: string;
  readonly view: CompletionView;
}

/** @throws SyntaxError when the ledger holds no JSON */
export function readCompletion({ publicJson }: Pick<ReadCompletion, 'publicJson'>): ReadCompletion {
  return { publicJson, view: readJson(publicJson) as CompletionView };
}

function failed({ message }: ExpressionError): Mapped {
  return { parked: { code: 'MAPPING.EXPRESSION_FAILED', detail: message.slice(0, 500) } };
}

function digestOf(json: string): string {
  return hash('sha1', json).slice(0, 16);
}
