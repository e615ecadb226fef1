import { Injectable } from '@nestjs/common';
import { LedgerErasure } from '@oracle-integration/completions';
import {
  type ErasePersonRequest,
  ERASURES_LIMIT_DEFAULT,
  type ErasurePreviewView,
  type ErasuresPageView,
  type ErasureView,
  type ListErasuresParams,
} from '@oracle-integration/contracts';
import { type Caller, RequestInvalidError } from '@oracle-integration/platform';
import { SettingsService } from '@oracle-integration/settings';
import { ImportErasure } from '@oracle-integration/totara';
import { v7 as uuidv7 } from 'uuid';
import { certificateText } from './certificate';
import { erasureCursor, parseErasureCursor } from './erasure-cursor';
import { ErasureNotFinishedError, ErasureUnknownError, PersonUnknownError } from './erasure.errors';
import { erasureView } from './erasure.mapper';
import { type Erasure, ErasureRepository } from './erasure.repository';
import { ErasureRunner } from './erasure-runner';
import { type KnownPerson, knownPerson } from './known-person';

/** Most people are erased by then; whoever asked for the others sees in the list how they come along. */
const WAIT_MS = 20_000;

/** Erasing one person on request. */
@Injectable()
export class ErasureService {
  constructor(
    private readonly settings: SettingsService,
    private readonly ledger: LedgerErasure,
    private readonly imports: ImportErasure,
    private readonly erasures: ErasureRepository,
    private readonly runner: ErasureRunner,
  ) {}

  /**
   * Erases a person, or says what that would do.
   *
   * @throws PersonUnknownError, RequestInvalidError when it is not confirmed by the person's id or e-mail address
   */
  async request(
    userId: number,
    request: ErasePersonRequest,
    caller: Caller,
  ): Promise<ErasurePreviewView | ErasureView> {
    const whom = { siteId: request.site ?? this.settings.current().totaraSiteId, userId };
    const person = await this.personOf(whom);
    if (request.dryRun === true) return this.preview(whom, person);
    if (!person.confirmations.includes(request.confirm?.trim().toLowerCase() ?? '')) throw notConfirmed();
    const id = await this.begin(whom, person, caller);
    await this.workForAWhile();
    return this.find(id);
  }

  /** @throws ErasureUnknownError */
  async find(id: string): Promise<ErasureView> {
    return erasureView(await this.existing(id));
  }

  /** @throws ErasureUnknownError, ErasureNotFinishedError */
  async certificate(id: string): Promise<string> {
    const erasure = await this.existing(id);
    if (erasure.digest === null) throw new ErasureNotFinishedError();
    return `${certificateText(erasure)}\nSHA-256 of all lines above\n${erasure.digest}\n`;
  }

  /** The latest first. */
  async list({ cursor, limit = ERASURES_LIMIT_DEFAULT }: ListErasuresParams): Promise<ErasuresPageView> {
    const rows = await this.erasures.page(parseErasureCursor(cursor), limit + 1);
    const items = rows.slice(0, limit);
    return {
      items: items.map(erasureView),
      nextCursor: rows.length > limit ? erasureCursor(items.at(-1)!) : null,
    };
  }

  private async personOf(whom: { siteId: string; userId: number }): Promise<KnownPerson> {
    const [snapshots, keys] = await Promise.all([this.ledger.knownAs(whom), this.imports.knownAs(whom)]);
    if (snapshots.length === 0 && keys.length === 0) throw new PersonUnknownError(whom.siteId, whom.userId);
    return knownPerson(whom.userId, snapshots, keys);
  }

  private async preview(
    whom: { siteId: string; userId: number },
    { name, email }: KnownPerson,
  ): Promise<ErasurePreviewView> {
    const [counts, delivered] = await Promise.all([
      this.ledger.countByStatus(whom),
      this.ledger.countDelivered(whom),
    ]);
    const records = Object.values(counts).reduce((sum, count) => sum + count, 0);
    return { site: whom.siteId, userId: whom.userId, name, email, records, delivered };
  }

  /** Somebody else's request for the same person that is still open is this one, too. */
  private async begin(
    whom: { siteId: string; userId: number },
    { terms }: KnownPerson,
    { actor, address }: Caller,
  ): Promise<string> {
    const id = uuidv7();
    const hasBegun = await this.erasures.begin({
      ...whom,
      id,
      requestedBy: actor.name,
      requestedById: actor.id,
      requestedFrom: address,
      terms: [...terms],
      ledgerBefore: await this.ledger.countByStatus(whom),
      delivered: await this.ledger.countDelivered(whom),
    });
    return hasBegun ? id : ((await this.erasures.findOpen(whom.siteId, whom.userId))?.id ?? id);
  }

  private async workForAWhile(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, WAIT_MS)));
    await Promise.race([this.runner.work(), patience]).finally(() => clearTimeout(timer));
  }

  private async existing(id: string): Promise<Erasure> {
    const erasure = await this.erasures.find(id);
    if (!erasure) throw new ErasureUnknownError(id);
    return erasure;
  }
}

function notConfirmed(): RequestInvalidError {
  const message = 'confirm must be the id or the e-mail address of the person: there is no way back';
  return new RequestInvalidError([{ field: 'confirm', message }]);
}
