import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Post,
  Put,
  Query,
  StreamableFile,
} from '@nestjs/common';
import type {
  AuditAction,
  ImportDetailView,
  ImportPageView,
  ImportRowPageView,
  ImportView,
} from '@oracle-integration/contracts';
import { Access, asRecord, Audited } from '@oracle-integration/platform';
import {
  ApplyImportBody,
  ImportParams,
  ListImportRowsQuery,
  ListImportsQuery,
  MapImportBody,
  SetImportStateBody,
  UploadImportQuery,
} from './import.dto';
import { ImportService } from './import.service';
import { type IncomingFile, UploadedFile } from './upload/incoming-file';

const STATE_ACTIONS: Readonly<Record<string, AuditAction>> = {
  running: 'import.resumed',
  paused: 'import.paused',
  cancelled: 'import.cancelled',
};

function uploadFacts(result: unknown) {
  const { id, filename, bytes } = asRecord(result);
  return { target: String(id), details: { filename, bytes } };
}

@Controller('api/admin/imports')
export class ImportController {
  constructor(private readonly imports: ImportService) {}

  /** Takes a CSV file in, which is the body itself, and tells how it will be read. */
  @Post()
  @Access('manage')
  @Audited('import.uploaded', ({ result }) => uploadFacts(result))
  upload(
    @Query() { filename }: UploadImportQuery,
    @UploadedFile() file: IncomingFile,
  ): Promise<ImportDetailView> {
    return this.imports.upload(filename, file);
  }

  /** Imports, the newest first. */
  @Get()
  @Access('view')
  list(@Query() query: ListImportsQuery): Promise<ImportPageView> {
    return this.imports.list(query);
  }

  /** One import, with how far it is. */
  @Get(':id')
  @Access('view')
  detail(@Param() { id }: ImportParams): Promise<ImportDetailView> {
    return this.imports.detail(id);
  }

  /** Says how the columns are read. */
  @Put(':id/mapping')
  @Access('manage')
  map(@Param() { id }: ImportParams, @Body() body: MapImportBody): Promise<ImportDetailView> {
    return this.imports.map(id, body);
  }

  /** Has every row judged, in the background; writes nothing into the ledger. */
  @Post(':id/check')
  @Access('manage')
  @HttpCode(202)
  check(@Param() { id }: ImportParams): Promise<ImportView> {
    return this.imports.check(id);
  }

  /** Has the completions brought into the ledger, in the background. */
  @Post(':id/apply')
  @Access('manage')
  @Audited('import.applied')
  @HttpCode(202)
  apply(@Param() { id }: ImportParams, @Body() { deliver }: ApplyImportBody): Promise<ImportView> {
    return this.imports.apply(id, deliver);
  }

  /** Pauses, goes on, or cancels. */
  @Put(':id/state')
  @Access('manage')
  @Audited('import.paused', ({ params, body }) => ({
    target: params['id'],
    action: STATE_ACTIONS[String(body['state'])],
  }))
  setState(@Param() { id }: ImportParams, @Body() { state }: SetImportStateBody): Promise<ImportView> {
    return this.imports.setState(id, state);
  }

  /** Rows with their verdicts, in the order of lines. */
  @Get(':id/rows')
  @Access('view')
  rows(@Param() { id }: ImportParams, @Query() query: ListImportRowsQuery): Promise<ImportRowPageView> {
    return this.imports.listRows(id, query);
  }

  /** All rows with their verdicts as a CSV file. */
  @Get(':id/verdicts.csv')
  @Access('view')
  async verdicts(@Param() { id }: ImportParams): Promise<StreamableFile> {
    return new StreamableFile(await this.imports.verdictsCsv(id), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="verdicts-${id}.csv"`,
    });
  }

  /** Deletes an import with its rows; its completions stay in the ledger. */
  @Delete(':id')
  @Access('manage')
  @Audited('import.removed')
  @HttpCode(202)
  remove(@Param() { id }: ImportParams): Promise<void> {
    return this.imports.remove(id);
  }
}
