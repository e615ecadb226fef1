import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { AuditPageView } from '@oracle-integration/contracts';
import {
  type AuditFilter,
  AuditService,
  type Caller,
  parseAuditCursor,
  parseMoment,
} from '@oracle-integration/platform';
import type { AuditFilterQuery, ListAuditQuery } from './audit.dto';

/** The audit log as a manager reads it. */
@Injectable()
export class AuditLogService {
  constructor(private readonly audit: AuditService) {}

  list({ cursor, limit, ...filter }: ListAuditQuery): Promise<AuditPageView> {
    const after = cursor === undefined ? undefined : parseAuditCursor(cursor);
    return this.audit.list({ ...filterOf(filter), after, limit });
  }

  /** The log is taken out of the house, which is itself an entry in it. */
  async csv(filter: AuditFilterQuery, caller: Caller): Promise<Readable> {
    await this.audit.record({ ...caller, action: 'audit.exported', details: { ...filter } });
    return this.audit.csv(filterOf(filter));
  }
}

function filterOf({ action, actor, from, to, q }: AuditFilterQuery): AuditFilter {
  return { actions: action, actor, from: momentOf(from), to: momentOf(to), q };
}

function momentOf(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : parseMoment(text);
}
