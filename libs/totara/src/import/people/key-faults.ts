import { quoted, type RowFault } from '../row/row-fault';
import type { IdentityKind } from './site-identity.entity';

interface Asked {
  readonly kind: IdentityKind;
  readonly key: string;
  readonly column: string | null;
}

const WORDS = {
  user: { one: 'person', many: 'people' },
  course: { one: 'course', many: 'courses' },
} as const;

export function ambiguousFault({ kind, key, column, count }: Asked & { count: number }): RowFault {
  const { many } = WORDS[kind];
  return {
    reason: `The site has ${count} ${many} with ${quoted(key)}.`,
    column,
    action: `Tell ${many} apart by a column that only one of them has.`,
  };
}

export function unknownFault({ kind, key, column, isAsked }: Asked & { isAsked: boolean }): RowFault {
  const { one, many } = WORDS[kind];
  return {
    reason: isAsked
      ? `The site has no ${one} with ${quoted(key)}.`
      : `No database is connected that could tell which ${one} ${quoted(key)} is.`,
    column,
    action: `Correct the cell, or set "unknown" of the mapping to "add", which gives ${many} that are not known a number of their own.`,
  };
}
