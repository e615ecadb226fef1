import { Injectable } from '@nestjs/common';
import type { Settings } from '@oracle-integration/settings';
import { TotaraReader } from './totara-reader';

/** Keeps one reader for the site that is configured now, and lets go of the one before. */
@Injectable()
export class TotaraReaderProvider {
  private reader: TotaraReader | undefined;

  /** The reader of the configured site, or `undefined` where none is configured. */
  async readerFor(settings: Settings): Promise<TotaraReader | undefined> {
    const { totaraDatabaseUrl: url, totaraSchema: schema, totaraTablePrefix: prefix } = settings;
    const known = this.reader?.place;
    if (known && known.url === url && known.schema === schema && known.prefix === prefix) return this.reader;
    await this.close();
    this.reader = url === undefined ? undefined : new TotaraReader({ url, schema, prefix });
    return this.reader;
  }

  async close(): Promise<void> {
    const { reader } = this;
    this.reader = undefined;
    await reader?.close();
  }
}
