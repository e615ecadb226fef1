/** The database shapes a customer's learning site comes in, as far as course completions are concerned. */
export const TOTARA_FLAVOURS = ['totara17', 'totara12', 'moodle4'] as const;
export type TotaraFlavour = (typeof TOTARA_FLAVOURS)[number];

/** Where the tables of a site live. */
export interface TotaraLocation {
  /** `ttr_` for Totara 17, `mdl_` for the older flavours. */
  prefix?: string;
  /** The PostgreSQL schema; `public` unless the site's `dbschema` says otherwise. */
  schema?: string;
  flavour?: TotaraFlavour;
}

/** A location with nothing left open and both names checked. */
export interface ResolvedLocation {
  readonly prefix: string;
  readonly schema: string;
  readonly flavour: TotaraFlavour;
}

const identifier = /^[a-z0-9_]*$/;

/**
 * Fills the defaults of a location.
 *
 * @throws RangeError when prefix or schema could not be part of a table name (they are put into SQL as they are).
 */
export function resolveLocation(location: TotaraLocation = {}): ResolvedLocation {
  const flavour = location.flavour ?? 'totara17';
  const prefix = location.prefix ?? (flavour === 'totara17' ? 'ttr_' : 'mdl_');
  const schema = location.schema ?? 'public';
  if (!identifier.test(prefix) || !identifier.test(schema) || schema === '') {
    throw new RangeError(
      `The table prefix "${prefix}" and the schema "${schema}" may hold only a-z, 0-9 and underscores.`,
    );
  }
  return { prefix, schema, flavour };
}
