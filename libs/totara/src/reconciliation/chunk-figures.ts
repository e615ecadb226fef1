import type { Standing } from '@oracle-integration/completions';

/** Figures of one course or one day, to be added to what the run has of it. */
export interface KeyedFigures {
  readonly dimension: 'course' | 'day';
  readonly key: number;
  readonly site: number;
  readonly ledger: number;
  readonly duplicates: number;
  readonly imported: number;
  readonly delivered: number;
  readonly waiting: number;
  readonly stopped: number;
  readonly notQueued: number;
  readonly keptBack: number;
  readonly acknowledged: number;
}

/** Completed rows of the site, of one course on one day. */
export interface SiteCount {
  readonly courseId: number;
  readonly day: number;
  readonly rows: number;
}

const FIGURES = [
  'site',
  'ledger',
  'duplicates',
  'imported',
  'delivered',
  'waiting',
  'stopped',
  'notQueued',
  'keptBack',
  'acknowledged',
] as const;
type Figures = Record<(typeof FIGURES)[number], number>;

/** The figures of a chunk by course and by day, from what the site has and where the ledger's completions stand. */
export function chunkFigures(site: readonly SiteCount[], standings: readonly Standing[]): KeyedFigures[] {
  const sums = new Map<string, Figures & Pick<KeyedFigures, 'dimension' | 'key'>>();
  const add = (courseId: number, day: number, figures: Partial<Figures>) => {
    for (const [dimension, key] of [
      ['course', courseId],
      ['day', day],
    ] as const) {
      const sum = sums.get(`${dimension}:${key}`) ?? { dimension, key, ...NOTHING };
      for (const name of FIGURES) sum[name] += figures[name] ?? 0;
      sums.set(`${dimension}:${key}`, sum);
    }
  };
  for (const { courseId, day, rows } of site) add(courseId, day, { site: rows });
  for (const { courseId, day, ...figures } of standings) add(courseId, day, figures);
  return [...sums.values()];
}

const NOTHING: Figures = {
  site: 0,
  ledger: 0,
  duplicates: 0,
  imported: 0,
  delivered: 0,
  waiting: 0,
  stopped: 0,
  notQueued: 0,
  keptBack: 0,
  acknowledged: 0,
};

/** Whether every completed row of the site is accounted for, course by course and day by day. */
export function isExplained(figures: readonly KeyedFigures[]): boolean {
  return figures.every(({ site, ledger, duplicates }) => site === ledger + duplicates);
}
