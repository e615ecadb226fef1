import { Injectable } from '@nestjs/common';
import { Clock } from '@oracle-integration/platform';
import { SettingsService } from '@oracle-integration/settings';
import { TotaraReaderProvider } from '../../reader/totara-reader.provider';
import type { ImportEntity } from '../import.entity';
import { RowReader } from '../row/row-reader';
import type { ImportStep } from './import-step';

/** Puts together what the work on an import goes by. */
@Injectable()
export class ImportSteps {
  constructor(
    private readonly readers: TotaraReaderProvider,
    private readonly settings: SettingsService,
    private readonly clock: Clock,
  ) {}

  /** `undefined` for an import whose file is not here. */
  async of({ id, siteId, state, mapping, columns }: ImportEntity): Promise<ImportStep | undefined> {
    if (!mapping || !columns) return undefined;
    const settings = this.settings.current();
    const names = columns.map(({ name }) => name);
    return {
      importId: id,
      siteId,
      mapping,
      rows: new RowReader(mapping, names, this.clock.now()),
      // The database that is connected now knows nothing of the people of another site.
      site: settings.totaraSiteId === siteId ? this.readers.readerFor(settings) : undefined,
      assignsNumbers: state === 'applying',
    };
  }
}
