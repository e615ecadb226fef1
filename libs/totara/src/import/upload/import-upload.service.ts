import { Injectable, Logger } from '@nestjs/common';
import { IMPORT_BYTES_MAX, type ImportUnknown } from '@oracle-integration/contracts';
import { AppError, describeError } from '@oracle-integration/platform';
import { SettingsService } from '@oracle-integration/settings';
import { v7 as uuidv7 } from 'uuid';
import { columnNames } from '../file/column-names';
import { type CsvFile, type CsvRow, emptyFile, readCsv } from '../file/csv-file';
import { FileDecoder } from '../file/file-decoder';
import { ImportFileTooLargeError, UploadBrokenError } from '../import.errors';
import { ImportRepository, type UploadedFile } from '../import.repository';
import { ImportRowRepository } from '../import-row.repository';
import { ColumnSurvey } from '../mapping/column-survey';
import { detectMapping } from '../mapping/detect-mapping';
import { ArrivingBytes, SILENCE_MS } from './arriving-bytes';
import type { IncomingFile } from './incoming-file';

/** Rows written at once, and characters: what of a file is in memory, however large it is. */
const BATCH_ROWS = 1_000;
const BATCH_CHARACTERS = 1_000_000;
/** A sign of life that often; an upload without one for {@link SILENT_SECONDS} belongs to a process that is gone. */
const ALIVE_MS = 15_000;
const SILENT_SECONDS = 60 + SILENCE_MS / 1_000;

/** Takes files in: reads them while they arrive, and keeps their rows. */
@Injectable()
export class ImportUploadService {
  private readonly logger = new Logger(ImportUploadService.name);

  constructor(
    private readonly imports: ImportRepository,
    private readonly rows: ImportRowRepository,
    private readonly settings: SettingsService,
  ) {}

  /**
   * Takes a file in and answers its import's id.
   *
   * Of a file that breaks off or cannot be read nothing is kept but why.
   */
  async upload(filename: string, file: IncomingFile): Promise<string> {
    if (file.bytes !== undefined && file.bytes > IMPORT_BYTES_MAX) throw new ImportFileTooLargeError();
    const id = uuidv7();
    const { totaraSiteId: siteId } = this.settings.current();
    await this.imports.begin({ id, siteId, filename });
    const alive = setInterval(() => void this.imports.keepAlive(id).catch(() => undefined), ALIVE_MS);
    try {
      const uploaded = await this.store(id, new ArrivingBytes(file.content));
      if (!(await this.imports.finishUpload(id, uploaded))) throw stopped();
      return id;
    } catch (error) {
      await this.noteFailure(id, error);
      throw error;
    } finally {
      clearInterval(alive);
    }
  }

  /** Gives up uploads whose process was killed; their rows are removed like those of any broken one. */
  async giveUpSilent(): Promise<void> {
    await this.imports.failSilentUploads(SILENT_SECONDS, failureOf(stopped()));
  }

  /** What cannot be noted now is given up as silent later; the sender hears the reason all the same. */
  private async noteFailure(id: string, error: unknown): Promise<void> {
    try {
      await this.imports.failUpload(id, failureOf(error));
    } catch (trouble) {
      this.logger.warn(`That upload ${id} failed could not be noted: ${describeError(trouble)}`);
    }
  }

  private async store(id: string, arriving: ArrivingBytes): Promise<UploadedFile> {
    const decoder = new FileDecoder();
    const csv = await readCsv(decoded(arriving, decoder));
    const surveys = columnNames(csv.header.cells).map((name) => new ColumnSurvey(name));
    const { rowCount, lastLine } = await this.storeRows(id, csv, surveys);
    if (rowCount === 0) throw emptyFile();
    const columns = surveys.map((survey) => survey.findings());
    return {
      encoding: decoder.encoding,
      delimiter: csv.delimiter,
      columns,
      mapping: detectMapping(columns, this.unknownByDefault()),
      rowCount,
      lastLine,
      bytes: arriving.received,
    };
  }

  private async storeRows(
    id: string,
    { rows }: CsvFile,
    surveys: readonly ColumnSurvey[],
  ): Promise<{ rowCount: number; lastLine: number }> {
    let batch: CsvRow[] = [];
    let characters = 0;
    let rowCount = 0;
    let lastLine = 0;
    for await (const row of rows) {
      surveys.forEach((survey, index) => survey.look(row.cells[index] ?? ''));
      batch.push(row);
      rowCount += 1;
      lastLine = row.line;
      for (const cell of row.cells) characters += cell.length;
      if (batch.length < BATCH_ROWS && characters < BATCH_CHARACTERS) continue;
      await this.rows.insert(id, batch);
      batch = [];
      characters = 0;
    }
    if (batch.length > 0) await this.rows.insert(id, batch);
    return { rowCount, lastLine };
  }

  /** Where the site's database can be asked, whom it does not know is a mistake in the file more often than not. */
  private unknownByDefault(): ImportUnknown {
    return this.settings.current().totaraDatabaseUrl === undefined ? 'add' : 'refuse';
  }
}

function stopped(): UploadBrokenError {
  return new UploadBrokenError('the service was stopped while the file arrived');
}

async function* decoded(arriving: ArrivingBytes, decoder: FileDecoder): AsyncGenerator<string> {
  for await (const chunk of arriving.read()) yield decoder.decode(chunk);
  yield decoder.end();
}

function failureOf(error: unknown): { code: string; detail: string } {
  if (error instanceof AppError) return { code: error.code, detail: error.message };
  return {
    code: 'IMPORT.UPLOAD_BROKEN',
    detail: 'The service failed while the file arrived; its log tells more. Upload the file again.',
  };
}
