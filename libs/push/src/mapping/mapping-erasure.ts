import { Injectable } from '@nestjs/common';
import { SiteNumbers } from '@oracle-integration/completions';
import type { NoteErased, PersonalStore, PersonToErase } from '@oracle-integration/platform';
import { SettingsService } from '@oracle-integration/settings';
import { DataSource } from 'typeorm';
import { withoutSample } from './preflight/preflight-findings';
import { PreflightRepository } from './preflight/preflight.repository';
import { LookupRepository } from './tables/lookup.repository';

/**
 * Removes a person from the mapping: their numbers, their rows in the lookup table of people, and their name in what
 * preflights found. To be done after the ledger has erased them, so that nothing is captured or found anew.
 */
@Injectable()
export class MappingErasure implements PersonalStore {
  constructor(
    private readonly numbers: SiteNumbers,
    private readonly lookups: LookupRepository,
    private readonly preflights: PreflightRepository,
    private readonly settings: SettingsService,
    private readonly dataSource: DataSource,
  ) {}

  async erase({ siteId, userId, terms }: PersonToErase, note: NoteErased): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      // In one transaction: the numbers are what the rows of the table are found by.
      const numbers = await this.numbers.forget(manager, siteId, userId);
      // Their id may be the staff number of somebody else, where the table does not go by ids.
      const ids = this.settings.current().mappingPersonField === 'id' ? [String(userId)] : [];
      const rows = await this.lookups.removeEach(manager, 'people', [...terms, ...numbers, ...ids]);
      await note(manager, { site_numbers: numbers.length, lookup_rows: rows });
    });
    await this.dataSource.transaction(async (manager) => {
      // One that is at work has names in its memory, and would write them again.
      await this.preflights.failRunning(manager, 'A person was erased meanwhile. Ask for it again.');
      let count = 0;
      for (const { id, findings } of await this.preflights.findNaming(manager, userId)) {
        await this.preflights.replaceFindings(manager, id, withoutSample(findings, userId));
        count += 1;
      }
      await note(manager, { mapping_preflights: count });
    });
  }
}
