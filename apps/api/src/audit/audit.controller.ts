import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import type { AuditPageView } from '@oracle-integration/contracts';
import { Access, CalledBy, type Caller, WhileOff } from '@oracle-integration/platform';
import { AuditLogService } from './audit-log.service';
import { AuditFilterQuery, ListAuditQuery } from './audit.dto';

@Controller('api/admin')
@WhileOff('answers')
export class AuditController {
  constructor(private readonly log: AuditLogService) {}

  /** Who did what, when and from where; the newest first. */
  @Get('audit')
  @Access('manage')
  list(@Query() query: ListAuditQuery): Promise<AuditPageView> {
    return this.log.list(query);
  }

  /** The same as a CSV file, all of it. */
  @Get('audit.csv')
  @Access('manage')
  async csv(@Query() query: AuditFilterQuery, @CalledBy() caller: Caller): Promise<StreamableFile> {
    return new StreamableFile(await this.log.csv(query, caller), {
      type: 'text/csv; charset=utf-8',
      disposition: 'attachment; filename="audit.csv"',
    });
  }
}
