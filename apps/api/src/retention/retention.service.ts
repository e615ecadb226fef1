import { Injectable } from '@nestjs/common';
import { AuditService, LeaseService, SYSTEM_CALLER } from '@oracle-integration/platform';
import { PurgeService } from '@oracle-integration/queue';
import { SettingsService } from '@oracle-integration/settings';

const LEASE_NAME = 'retention';
const LEASE_SECONDS = 600;

/** Removes what is older than Settings → Retention lets it become. */
@Injectable()
export class RetentionService {
  constructor(
    private readonly settings: SettingsService,
    private readonly purges: PurgeService,
    private readonly audit: AuditService,
    private readonly leases: LeaseService,
  ) {}

  /** Of several processes one does it. What was removed is an entry of the audit log. */
  async apply(): Promise<void> {
    if (!(await this.leases.acquire(LEASE_NAME, LEASE_SECONDS))) return;
    try {
      const { retentionLogDays, retentionSentDays, retentionAuditDays } = this.settings.current();
      const removed = {
        logs: await unlessForEver(retentionLogDays, (days) => this.purges.purgeLogDays(days)),
        sentItems: await unlessForEver(retentionSentDays, (days) => this.purgeSent(days)),
        auditEntries: await unlessForEver(retentionAuditDays, (days) => this.audit.removeOlderThan(days)),
      };
      if (Object.values(removed).every((count) => count === 0)) return;
      await this.audit.record({ ...SYSTEM_CALLER, action: 'retention.purged', details: removed });
    } finally {
      await this.leases.release(LEASE_NAME);
    }
  }

  /** A purge is noted for managers: one that would take nothing is none. */
  private async purgeSent(days: number): Promise<number> {
    return (await this.purges.countSent(days)) === 0 ? 0 : this.purges.purgeSent(days, 'Retention');
  }
}

function unlessForEver(days: number, remove: (days: number) => Promise<number>): Promise<number> {
  return days === 0 ? Promise.resolve(0) : remove(days);
}
