/** A statement of which {@link statementTrouble} finds nothing wrong. */
export interface Statement {
  readonly id: string;
  readonly actor: Record<string, unknown>;
  readonly verb: { readonly id: string };
  readonly object: { readonly id: string };
  readonly timestamp: string;
}

type Members = Record<string, unknown>;
type Rule = (value: unknown, place: string) => string | undefined;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const IRI = /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i;
const MAILTO = /^mailto:[^\s@:]+@[^\s@:]+$/;
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const DURATION = /^P(?!$)(\d+W|(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?)$/;
const LANGUAGE = /^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i;

/** What xAPI 1.0.3 forbids in a statement, as a sentence that names the member; `undefined` when it may be taken. */
export function statementTrouble(statement: unknown): string | undefined {
  return objectOf(
    {
      id: matching(UUID, 'a UUID'),
      actor: actorTrouble,
      verb: objectOf({ id: matching(IRI, 'an IRI'), display: languageMap }, ['id']),
      object: objectOf({ id: matching(IRI, 'an IRI'), objectType: equal('Activity'), definition }, ['id']),
      result: objectOf({
        score: scoreTrouble,
        success: bool,
        completion: bool,
        duration: matching(DURATION, 'an ISO 8601 duration'),
        response: text,
        extensions,
      }),
      context: objectOf({ registration: matching(UUID, 'a UUID'), platform: text, language, extensions }),
      timestamp: timestampTrouble,
      version: matching(/^1\.0(\.\d+)?$/, '1.0.x'),
    },
    // The id may be left to the LRS by the specification; a provider that leaves it out enrols twice.
    ['id', 'actor', 'verb', 'object', 'timestamp'],
  )(statement, 'statement');
}

/** Whether {@link statementTrouble} finds nothing. */
export function isStatement(value: unknown): value is Statement {
  return statementTrouble(value) === undefined;
}

const text: Rule = (value, place) => (typeof value === 'string' ? undefined : `${place} must be text.`);
const bool: Rule = (value, place) =>
  typeof value === 'boolean' ? undefined : `${place} must be true or false.`;
const language: Rule = matching(LANGUAGE, 'a language tag of RFC 5646');

function matching(pattern: RegExp, what: string): Rule {
  return (value, place) =>
    typeof value === 'string' && pattern.test(value) ? undefined : `${place} must be ${what}.`;
}

function equal(expected: string): Rule {
  return (value, place) => (value === expected ? undefined : `${place} must be ${expected}.`);
}

function objectOf(rules: Record<string, Rule>, required: readonly string[] = []): Rule {
  return (value, place) => {
    if (!isObject(value)) return `${place} must be an object.`;
    const missing = required.find((name) => value[name] === undefined);
    if (missing) return `${place}.${missing} is missing.`;
    for (const [name, member] of Object.entries(value)) {
      const rule = rules[name];
      if (!rule) return `${place}.${name} is no member that xAPI knows.`;
      if (member === null) return `${place}.${name} must not be null.`;
      const trouble = rule(member, `${place}.${name}`);
      if (trouble) return trouble;
    }
    return undefined;
  };
}

function languageMap(value: unknown, place: string): string | undefined {
  if (!isObject(value)) return `${place} must be a language map.`;
  const odd = Object.entries(value).find(([tag, word]) => !LANGUAGE.test(tag) || typeof word !== 'string');
  return odd && `${place}.${odd[0]} must be a language tag with text.`;
}

function extensions(value: unknown, place: string): string | undefined {
  if (!isObject(value)) return `${place} must be an object.`;
  const odd = Object.keys(value).find((name) => !IRI.test(name));
  return odd && `${place}.${odd} must be an IRI.`;
}

function definition(value: unknown, place: string): string | undefined {
  const rules = { name: languageMap, description: languageMap, type: matching(IRI, 'an IRI'), extensions };
  return objectOf({ ...rules, moreInfo: matching(IRI, 'an IRL') })(value, place);
}

function actorTrouble(value: unknown, place: string): string | undefined {
  const trouble = objectOf({
    objectType: equal('Agent'),
    name: text,
    mbox: matching(MAILTO, 'mailto: and an address'),
    account: objectOf({ homePage: matching(/^https?:\/\/\S+$/i, 'an IRL'), name: text }, [
      'homePage',
      'name',
    ]),
  })(value, place);
  if (trouble) return trouble;
  const actor = value as Members;
  const identifiers = ['mbox', 'account'].filter((name) => actor[name] !== undefined);
  return identifiers.length === 1 ? undefined : `${place} must have exactly one of mbox and account.`;
}

function scoreTrouble(value: unknown, place: string): string | undefined {
  const number: Rule = (one, at) => (Number.isFinite(one) ? undefined : `${at} must be a number.`);
  const trouble = objectOf({ scaled: number, raw: number, min: number, max: number })(value, place);
  if (trouble) return trouble;
  const { scaled = 0, raw, min, max } = value as Record<string, number | undefined>;
  if (scaled < -1 || scaled > 1) return `${place}.scaled must be from -1 to 1.`;
  if (min !== undefined && max !== undefined && min >= max) return `${place}.min must be less than max.`;
  if (raw !== undefined && ((min !== undefined && raw < min) || (max !== undefined && raw > max))) {
    return `${place}.raw must be from min to max.`;
  }
  return undefined;
}

function timestampTrouble(value: unknown, place: string): string | undefined {
  const isMoment = typeof value === 'string' && TIMESTAMP.test(value) && !Number.isNaN(Date.parse(value));
  if (!isMoment || /-00:?00$/.test(value)) return `${place} must be a moment of RFC 3339.`;
  return undefined;
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
