import { Injectable, Logger } from '@nestjs/common';
import { AuditService, SYSTEM_CALLER } from '@oracle-integration/platform';
import { PushTargetRepository } from './push-target.repository';
import { TROUBLE_WORDS, type Trouble, type TroubleCode } from './trouble';

/** Holds deliveries while the target is in trouble; that it begins and ends is in the log and in the audit log. */
@Injectable()
export class TargetHolds {
  private readonly logger = new Logger(TargetHolds.name);

  constructor(
    private readonly targets: PushTargetRepository,
    private readonly audit: AuditService,
  ) {}

  /** @param isProbe whether a probe found the trouble, which then waits longer for the next */
  async open(trouble: Trouble, { isProbe }: { isProbe: boolean }): Promise<void> {
    if (!(await this.targets.openHold(trouble, isProbe))) return;
    const { code, detail } = trouble;
    this.logger.error(holdSentence(code, detail));
    await this.note('hold.opened', { code, detail });
  }

  /** @returns whether there was a hold to close: another process may have been ahead of us */
  async close(code: TroubleCode): Promise<boolean> {
    if (!(await this.targets.closeHold())) return false;
    this.logger.log('Oracle takes completions again.');
    await this.note('hold.closed', { code });
    return true;
  }

  private async note(action: 'hold.opened' | 'hold.closed', details: Record<string, string>): Promise<void> {
    await this.audit.record({ ...SYSTEM_CALLER, action, target: 'Oracle', details });
  }
}

function holdSentence(code: TroubleCode, detail: string): string {
  const { reason, action } = TROUBLE_WORDS[code];
  return `${reason} Nothing is lost: completions wait. ${action} (${detail})`;
}
