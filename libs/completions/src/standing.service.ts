import { Injectable } from '@nestjs/common';
import type { SourceRange } from './source-row.repository';
import type { Standing } from './standing';
import { StandingRepository } from './standing.repository';

/** Where the completions of the ledger stand, in bounded portions. */
@Injectable()
export class StandingService {
  constructor(private readonly standings: StandingRepository) {}

  /** What of the policies keeps completions back now, as a text that tells one from another. */
  policy(): string {
    return this.standings.policy();
  }

  /** Of the completions that a range of the site's rows shows. */
  ofRange(siteId: string, range: SourceRange): Promise<Standing[]> {
    return this.standings.ofRange(siteId, range);
  }

  /**
   * Of the next `limit` completions that no table of the site told, after the record `afterId`.
   *
   * @returns the last record looked at, `null` when there was none.
   */
  ofUntold(
    siteId: string,
    afterId: string,
    limit: number,
  ): Promise<{ standings: Standing[]; lastId: string | null }> {
    return this.standings.ofUntold(siteId, afterId, limit);
  }

  /** What the given courses are called, as the ledger saw them last. */
  courseNames(siteId: string, courseIds: readonly number[]): Promise<ReadonlyMap<number, string>> {
    return this.standings.courseNames(siteId, courseIds);
  }
}
