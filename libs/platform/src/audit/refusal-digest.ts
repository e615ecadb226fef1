import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { describeError } from '../errors/describe-error';
import type { AuditEntry } from './audit-entry';
import { AuditRepository } from './audit.repository';

const WINDOW_MS = 60_000;
/** Kinds of refusals that are told apart within one window; the others are told as one sum. */
const KINDS_MAX = 200;

interface Repeated {
  readonly entry: AuditEntry;
  /** Since it was last written down. */
  times: number;
}

/**
 * Keeps a flood of refusals from flooding the audit log: the first of a kind is written at once, and what follows within
 * a minute is written as one entry with its count. A kind is the same action by the same name from the same address.
 */
@Injectable()
export class RefusalDigest implements OnModuleDestroy {
  private readonly logger = new Logger('Audit');
  private readonly repeated = new Map<string, Repeated>();
  private overflow = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly entries: AuditRepository) {}

  async note(entry: AuditEntry): Promise<void> {
    this.timer ??= setTimeout(() => void this.flush(), WINDOW_MS).unref();
    const { action, actor, address, target = '' } = entry;
    const kind = JSON.stringify([action, actor.name, address, target]);
    const known = this.repeated.get(kind);
    if (known) {
      known.times += 1;
    } else if (this.repeated.size >= KINDS_MAX) {
      this.overflow += 1;
    } else {
      this.repeated.set(kind, { entry, times: 0 });
      await this.append(entry);
    }
  }

  /** Writes down what was counted, and begins anew. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const counted = [...this.repeated.values()].filter(({ times }) => times > 0);
    const overflow = this.overflow;
    this.repeated.clear();
    this.overflow = 0;
    for (const { entry, times } of counted) {
      await this.append({ ...entry, details: { ...entry.details, repeatedTimes: times } });
    }
    if (overflow > 0) await this.append(sumOf(overflow));
  }

  /** A refusal stays a refusal, also where it cannot be written down. */
  private async append(entry: AuditEntry): Promise<void> {
    try {
      await this.entries.append(entry);
    } catch (error) {
      this.logger.warn(`A refusal could not be written into the audit log: ${describeError(error)}`);
    }
  }

  onModuleDestroy(): Promise<void> {
    return this.flush();
  }
}

function sumOf(overflow: number): AuditEntry {
  return {
    action: 'access.refused',
    actor: { kind: 'anonymous', id: null, name: 'many' },
    address: null,
    details: { reason: 'flood', repeatedTimes: overflow },
  };
}
