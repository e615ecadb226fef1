import { writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { type BenchmarkRecord, readRecord } from './benchmark-record';
import { benchmarksPage } from './benchmarks-page';

const RECORD = 'docs/benchmarks.json';
const PAGE = 'docs/benchmarks.md';

/** Puts the newest figures beside those that stay, and makes the page anew. */
export async function writePage(news: BenchmarkRecord): Promise<void> {
  const record = { ...readRecord(RECORD), ...news };
  await writeFormatted(RECORD, JSON.stringify(record));
  await writeFormatted(PAGE, benchmarksPage(record));
}

async function writeFormatted(file: string, text: string): Promise<void> {
  const options = await resolveConfig(file);
  await writeFile(file, await format(text, { ...options, filepath: file }));
}
