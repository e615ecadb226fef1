import type { AlertCondition } from './alert-conditions';

/** An alert that is open, as it was left at the last look. */
export interface OpenAlert extends AlertCondition {
  readonly id: string;
  readonly openedAt: Date;
  readonly absentSince: Date | null;
}

export interface AlertChanges {
  readonly opened: readonly AlertCondition[];
  /** Over for long enough: people are told. */
  readonly recovered: readonly OpenAlert[];
  /** Nobody wants to be told of these any more. */
  readonly dropped: readonly OpenAlert[];
  /** Away since this look. */
  readonly leaving: readonly OpenAlert[];
  /** There again, or in other words than before. */
  readonly kept: readonly (OpenAlert & { readonly now: AlertCondition })[];
}

/** What comes back sooner was not over: a target that flaps is one alert, not a mail a minute. */
const STAY_AWAY_MS = 5 * 60_000;

/** What has become of the open alerts, and which are new. */
export function alertChanges(
  open: readonly OpenAlert[],
  conditions: readonly AlertCondition[],
  { now, isWanted }: { now: Date; isWanted: (alert: OpenAlert) => boolean },
): AlertChanges {
  const present = new Map(conditions.map((condition) => [keyOf(condition), condition]));
  const known = new Set(open.map(keyOf));
  const absent = open.filter((alert) => !present.has(keyOf(alert)));
  const gone = absent.filter(isWanted);
  const isOver = ({ absentSince }: OpenAlert) =>
    absentSince !== null && now.getTime() - absentSince.getTime() >= STAY_AWAY_MS;
  return {
    opened: conditions.filter((condition) => !known.has(keyOf(condition))),
    recovered: gone.filter(isOver),
    dropped: absent.filter((alert) => !isWanted(alert)),
    leaving: gone.filter(({ absentSince }) => absentSince === null),
    kept: open.flatMap((alert) => {
      const condition = present.get(keyOf(alert));
      return condition ? [{ ...alert, now: condition }] : [];
    }),
  };
}

function keyOf({ kind, subject }: AlertCondition): string {
  return `${kind} ${subject}`;
}
