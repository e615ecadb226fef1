import { parse, parseNumberAndBigInt, stringify } from 'lossless-json';

/** JSON in which whole numbers are `bigint`: ids of Oracle do not fit into a JavaScript number. */
export function fusionJson(value: unknown): string {
  return stringify(value) ?? 'null';
}

/** @throws SyntaxError */
export function readFusionJson(text: string): unknown {
  return parse(text, null, parseNumberAndBigInt);
}
