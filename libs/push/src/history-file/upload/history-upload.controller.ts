import { Controller, Get, HttpCode, Param, Post, StreamableFile } from '@nestjs/common';
import type { HistoryUploadView } from '@oracle-integration/contracts';
import { Access, Audited, CalledBy, type Caller } from '@oracle-integration/platform';
import { HistoryFileParams } from '../history-file.dto';
import { HistoryUploadService } from './history-upload.service';

@Controller('api/admin/history-files')
export class HistoryUploadController {
  constructor(private readonly uploads: HistoryUploadService) {}

  /** Has a finished file loaded into Oracle, and what Oracle says of its lines noted in the queue. */
  @Post(':id/upload')
  @Access('manage')
  @Audited('history_file.upload_requested')
  @HttpCode(202)
  begin(@Param() { id }: HistoryFileParams, @CalledBy() caller: Caller): Promise<HistoryUploadView> {
    return this.uploads.begin(id, caller.actor.name);
  }

  /** The lines that Oracle refused, with its words, as a CSV file. */
  @Get(':id/upload-report')
  @Access('manage')
  @Audited('history_file.downloaded', ({ params }) => ({
    target: params['id'] ?? null,
    details: { what: 'upload-report' },
  }))
  async report(@Param() { id }: HistoryFileParams): Promise<StreamableFile> {
    return new StreamableFile(await this.uploads.report(id), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="refused-${id}.csv"`,
    });
  }
}
