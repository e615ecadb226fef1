import { Injectable, Logger } from '@nestjs/common';
import { LedgerErasure } from '@oracle-integration/completions';
import { AuditActorKind } from '@oracle-integration/contracts';
import {
  AuditErasure,
  AuditService,
  Clock,
  describeError,
  LeaseService,
  type PersonalStore,
  type PersonToErase,
} from '@oracle-integration/platform';
import { HistoryErasure, MappingErasure } from '@oracle-integration/push';
import { ImportErasure, WebhookErasure } from '@oracle-integration/totara';
import { DataSource } from 'typeorm';
import { certificateDigest } from './certificate';
import { type Erasure, ErasureRepository } from './erasure.repository';

const LEASE_NAME = 'erasure';
/** Longer than the longest of its transactions, short enough that another process goes on soon after a kill. */
const LEASE_SECONDS = 45;
const RENEW_MS = 15_000;

/**
 * Erases people, one after the other, in whichever process has the lease. Every step may be done again: a process that
 * is killed is followed by one that begins anew and finds less to do.
 */
@Injectable()
export class ErasureRunner {
  private readonly logger = new Logger('Erasure');
  private readonly stores: readonly PersonalStore[];
  private working: Promise<void> | undefined;
  private isStopping = false;

  constructor(
    private readonly erasures: ErasureRepository,
    private readonly ledger: LedgerErasure,
    webhooks: WebhookErasure,
    imports: ImportErasure,
    mapping: MappingErasure,
    history: HistoryErasure,
    auditLog: AuditErasure,
    private readonly audit: AuditService,
    private readonly leases: LeaseService,
    private readonly clock: Clock,
    private readonly dataSource: DataSource,
  ) {
    this.stores = [ledger, mapping, history, webhooks, imports, auditLog];
  }

  /** Works off what is open. Called again while it works, it looks once more afterwards. */
  work(): Promise<void> {
    if (this.working) return this.working.then(() => this.work());
    this.working = this.workThrough().finally(() => (this.working = undefined));
    return this.working;
  }

  /** Lets the erasure under way finish, then leaves the rest to another process. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await Promise.allSettled([this.working]);
    await this.leases.release(LEASE_NAME);
  }

  private async workThrough(): Promise<void> {
    const open = await this.erasures.open();
    if (open.length === 0 || !(await this.holdLease())) return;
    const renewal = setInterval(() => void this.holdLease().catch(() => undefined), RENEW_MS);
    try {
      for (const erasure of open) {
        if (this.isStopping || !(await this.holdLease())) return;
        await this.eraseUnlessTroubled(erasure);
      }
    } finally {
      clearInterval(renewal);
    }
  }

  private async eraseUnlessTroubled(erasure: Erasure): Promise<void> {
    try {
      await this.erase(erasure);
    } catch (error) {
      this.logger.error(
        `Erasure ${erasure.id} could not be finished; it is tried again in a few seconds: ${describeError(error)}`,
      );
    }
  }

  private async erase({ id, siteId, userId, terms }: Erasure): Promise<void> {
    const person: PersonToErase = { siteId, userId, terms: terms ?? [] };
    for (const store of this.stores) {
      await store.erase(person, (manager, counts) => this.erasures.note(manager, id, counts));
    }
    // What is just being sent may come back with words about the person: looked at again when it has.
    if (await this.ledger.isBeingDelivered(person)) return;
    const ledgerAfter = await this.ledger.countByStatus(person);
    await this.finish(id, ledgerAfter);
  }

  /** The certificate and its entry in the audit log: both, or neither. */
  private finish(id: string, ledgerAfter: Erasure['ledgerBefore']): Promise<void> {
    const finishedAt = this.clock.now();
    return this.dataSource.transaction(async (manager) => {
      const erasure = await this.erasures.find(id, manager);
      if (!erasure || erasure.finishedAt !== null) return;
      const digest = certificateDigest({ ...erasure, ledgerAfter, finishedAt });
      await this.erasures.finish(manager, id, { ledgerAfter, finishedAt, digest });
      const { requestedBy, requestedById, requestedFrom, siteId, userId, removed } = erasure;
      await this.audit.record(
        {
          action: 'person.erased',
          actor: { kind: AuditActorKind.Manager, id: requestedById, name: requestedBy },
          address: requestedFrom,
          target: String(userId),
          details: { erasure: id, site: siteId, removed, digest },
        },
        manager,
      );
    });
  }

  private holdLease(): Promise<boolean> {
    return this.leases.acquire(LEASE_NAME, LEASE_SECONDS);
  }
}
