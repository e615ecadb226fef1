/** What a queue library has moved, delivering nothing. */
export interface Moved {
  readonly jobs: number;
  readonly perSecond: number;
}

/** @param began of `performance.now()` */
export function moved(jobs: number, began: number): Moved {
  return { jobs, perSecond: jobs / ((performance.now() - began) / 1000) };
}
