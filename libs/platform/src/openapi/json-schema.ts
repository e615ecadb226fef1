/** As much of JSON Schema 2020-12 as the document of the API needs. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: JsonType | readonly JsonType[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly if?: JsonSchema;
  readonly then?: JsonSchema;
  readonly default?: unknown;
  readonly description?: string;
  readonly examples?: readonly unknown[];
}

type JsonType = 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array' | 'null';

/**
 * The schema of a wire type: each of its members and no other. A member that is added to the type and not described
 * does not compile.
 */
export function objectSchema<View extends object>(
  description: string,
  properties: Readonly<Record<keyof Required<View> & string, JsonSchema>>,
  optional: readonly (keyof View & string)[] = [],
): JsonSchema {
  const required = Object.keys(properties).filter((name) => !(optional as readonly string[]).includes(name));
  return { type: 'object', description, properties, required, additionalProperties: false };
}

/** A schema by its name among the components of the document. */
export function schemaNamed(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` };
}

export const TEXT_OR_NULL = { type: ['string', 'null'] } as const satisfies JsonSchema;
export const TIME = {
  type: 'string',
  format: 'date-time',
  description: 'ISO 8601, in UTC.',
} as const satisfies JsonSchema;
export const TIME_OR_NULL = { ...TIME, type: ['string', 'null'] } as const satisfies JsonSchema;
