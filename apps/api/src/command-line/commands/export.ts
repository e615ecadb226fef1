import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AuditService } from '@oracle-integration/platform';
import {
  AnswerFormat,
  type CompletionStream,
  CompletionStreamService,
  parseListCompletions,
  type StreamFormat,
} from '@oracle-integration/pull';
import { type Command, Option } from 'commander';
import { COMMAND_LINE, withService } from '../open-service';
import { repeated } from '../option-values';
import type { Bench } from '../program';
import type { Terminal } from '../terminal';

const FORMATS: Readonly<Record<string, StreamFormat>> = {
  ndjson: AnswerFormat.NdJson,
  csv: AnswerFormat.Csv,
};
/** Whoever exports wants all, unless told otherwise; a poller gets the last days. */
const FROM_THE_BEGINNING = '1970-01-01T00:00:00Z';

interface ExportOptions {
  readonly format: string;
  readonly output?: string;
  readonly since?: string;
  readonly cursor?: string;
  readonly course?: string[];
  readonly user?: string[];
  readonly status?: string[];
}

export function addExportCommand(program: Command, { terminal }: Bench): void {
  program
    .command('export')
    .description(
      'writes the completions of the ledger, as the Pull API shows them, to the terminal or to a file; the cursor to go on with is printed to stderr',
    )
    .addOption(new Option('--format <format>', 'of the file').choices(Object.keys(FORMATS)).default('ndjson'))
    .option('-o, --output <file>', 'write to a file, which is there only once it is complete')
    .option('--since <moment>', 'only what changed at or after (default: everything)')
    .option('--cursor <cursor>', 'go on where an earlier export, or a page of the Pull API, ended')
    .option('--course <id>', 'of this Totara course; may be repeated', repeated)
    .option('--user <id>', 'of this Totara user; may be repeated', repeated)
    .option('--status <status>', 'such as complete; may be repeated', repeated)
    .action((options: ExportOptions) => exportCompletions(terminal, options));
}

async function exportCompletions(terminal: Terminal, options: ExportOptions): Promise<void> {
  const { format, output, cursor, course, user, status } = options;
  const since = options.since ?? (cursor === undefined ? FROM_THE_BEGINNING : undefined);
  const given = { since, cursor, courseid: course, userid: user, status };
  const params = parseListCompletions(
    Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Record<
      string,
      string
    >,
  );
  await withService(terminal, async (service) => {
    const stream = await service.get(CompletionStreamService).openForOperator(params, FORMATS[format]!);
    const count = await write(stream, output, terminal);
    const details = { format, count, ...params };
    await service.get(AuditService).record({ ...COMMAND_LINE, action: 'completions.exported', details });
    terminal.stderr.write(`${count} records.\nTo go on from here later: --cursor ${stream.nextCursor}\n`);
  });
}

/** Answers how many records were written. Nothing is held in memory but a page or two. */
async function write(
  stream: CompletionStream,
  output: string | undefined,
  { stdout }: Terminal,
): Promise<number> {
  let count = 0;
  async function* bytes() {
    for await (const part of stream.parts()) {
      count += part.count;
      yield part.bytes;
    }
  }
  const source = Readable.from(bytes(), { objectMode: false });
  if (output === undefined) {
    await pipeline(source, keepingOpen(stdout));
    return count;
  }
  const partial = `${output}.partial`;
  try {
    await pipeline(source, createWriteStream(partial, { mode: 0o600 }));
    await rename(partial, output);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  return count;
}

/** The terminal outlives what is written to it; a reader that has seen enough ends the export. */
function keepingOpen(stdout: NodeJS.WritableStream): Writable {
  return new Writable({
    write: (chunk: Buffer, _encoding, done) => void stdout.write(chunk, (error) => done(error)),
  });
}
