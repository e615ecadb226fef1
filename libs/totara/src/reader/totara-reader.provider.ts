import { Injectable } from '@nestjs/common';
import { type NumberSources, numberSourcesOf, type Settings } from '@oracle-integration/settings';
import { TotaraReader } from './totara-reader';

/** Longer than one statement may take: whoever reads with it still has finished his batch by then. */
const RETIREMENT_MS = 150_000;

/** Keeps one reader for the site that is configured now. The one before may finish what it is at. */
@Injectable()
export class TotaraReaderProvider {
  private reader: TotaraReader | undefined;
  private readonly retired = new Map<TotaraReader, NodeJS.Timeout>();

  /** The reader of the configured site, or `undefined` where none is configured. */
  readerFor(settings: Settings): TotaraReader | undefined {
    const { totaraDatabaseUrl: url, totaraSchema: schema, totaraTablePrefix: prefix } = settings;
    const numbers = numberSourcesOf(settings);
    const known = this.reader?.place;
    const isSamePlace = known && known.url === url && known.schema === schema && known.prefix === prefix;
    if (isSamePlace && isSameSources(known.numbers, numbers)) return this.reader;
    if (this.reader) this.retire(this.reader);
    this.reader = url === undefined ? undefined : new TotaraReader({ url, schema, prefix, numbers });
    return this.reader;
  }

  async close(): Promise<void> {
    const readers = [this.reader, ...this.retired.keys()];
    this.retired.forEach((timer) => clearTimeout(timer));
    this.retired.clear();
    this.reader = undefined;
    await Promise.all(readers.map((reader) => reader?.close()));
  }

  private retire(reader: TotaraReader): void {
    const close = () => {
      this.retired.delete(reader);
      void reader.close();
    };
    this.retired.set(reader, setTimeout(close, RETIREMENT_MS).unref());
  }
}

function isSameSources(known: NumberSources | undefined, { people, courses }: NumberSources): boolean {
  return known?.people === people && known.courses === courses;
}
