import { Body, Controller, Delete, Get, Param, Post, Query, StreamableFile } from '@nestjs/common';
import type { HistoryFilesView, HistoryFileView } from '@oracle-integration/contracts';
import { Access, asRecord, Audited, CalledBy, type Caller } from '@oracle-integration/platform';
import { DownloadHistoryFileQuery, HistoryFileParams, RequestHistoryFileBody } from './history-file.dto';
import { HistoryFileService } from './history-file.service';

@Controller('api/admin/history-files')
export class HistoryFileController {
  constructor(private readonly files: HistoryFileService) {}

  /** Has completions written into a file for HCM Data Loader, or only looked over; nothing is sent. */
  @Post()
  @Access('manage')
  @Audited('history_file.requested', ({ body, result }) => ({
    target: String(asRecord(result)['id']),
    details: { ...body },
  }))
  request(@Body() body: RequestHistoryFileBody, @CalledBy() caller: Caller): Promise<HistoryFileView> {
    return this.files.request(body, caller.actor.name);
  }

  /** The latest twenty, the newest first. */
  @Get()
  @Access('view')
  latest(): Promise<HistoryFilesView> {
    return this.files.latest();
  }

  /** How far one has come, and what is left out. */
  @Get(':id')
  @Access('view')
  find(@Param() { id }: HistoryFileParams): Promise<HistoryFileView> {
    return this.files.find(id);
  }

  /** A part of it as a ZIP archive. */
  @Get(':id/file')
  @Access('manage')
  @Audited('history_file.downloaded', ({ params }) => ({
    target: params['id'] ?? null,
    details: { what: 'file' },
  }))
  async archive(
    @Param() { id }: HistoryFileParams,
    @Query() { part }: DownloadHistoryFileQuery,
  ): Promise<StreamableFile> {
    const { name, content } = await this.files.archive(id, part ?? 1);
    return new StreamableFile(content, {
      type: 'application/zip',
      disposition: `attachment; filename="${name}"`,
    });
  }

  /** What is left out, and why, as a CSV file. */
  @Get(':id/report')
  @Access('manage')
  @Audited('history_file.downloaded', ({ params }) => ({
    target: params['id'] ?? null,
    details: { what: 'report' },
  }))
  async report(@Param() { id }: HistoryFileParams): Promise<StreamableFile> {
    const { name, content } = await this.files.report(id);
    return new StreamableFile(content, {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="${name}"`,
    });
  }

  /** Cancels one that is being made, and removes what a finished one holds. */
  @Delete(':id')
  @Access('manage')
  @Audited('history_file.removed')
  discard(@Param() { id }: HistoryFileParams): Promise<HistoryFileView> {
    return this.files.discard(id);
  }
}
