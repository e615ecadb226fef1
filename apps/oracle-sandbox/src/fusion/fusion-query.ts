import { FusionRefusedError } from './fusion-refused.error';

/** The fields of a query by name; numbers as their digits. */
export type QueryFields = ReadonlyMap<string, string>;

const CONDITION = /\s*(\w+)\s*=\s*(?:'((?:[^']|'')*)'|"((?:[^"]|"")*)"|([^\s;'"]+))\s*/y;

/**
 * Reads `q`: conditions are joined by a semicolon in framework version 1, by `and` from version 2 on.
 *
 * @throws FusionRefusedError 400 for the syntax of the other, and for a field that the resource does not have
 */
export function readQuery(q: string, version: number, fields: readonly string[]): QueryFields {
  const found = new Map<string, string>();
  const joint = version >= 2 ? /and\s/iy : /;/y;
  for (let at = 0; ; at = joint.lastIndex) {
    CONDITION.lastIndex = at;
    const condition = CONDITION.exec(q);
    if (!condition) throw malformed(q);
    const [, name, single, double, bare] = condition;
    if (!fields.includes(name!)) {
      throw new FusionRefusedError(400, `URL request parameter q cannot be used with the field ${name}.`);
    }
    found.set(name!, single?.replaceAll("''", "'") ?? double?.replaceAll('""', '"') ?? bare!);
    joint.lastIndex = CONDITION.lastIndex;
    if (joint.lastIndex === q.length) return found;
    if (!joint.test(q)) throw malformed(q);
  }
}

function malformed(q: string): FusionRefusedError {
  return new FusionRefusedError(400, `The query ${q} is not in the syntax of this framework version.`);
}
