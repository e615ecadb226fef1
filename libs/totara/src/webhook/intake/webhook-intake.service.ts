import type { IncomingHttpHeaders } from 'node:http';
import { Injectable, Logger } from '@nestjs/common';
import type { WebhookReceiptView } from '@oracle-integration/contracts';
import { AppError, Clock, describeError } from '@oracle-integration/platform';
import { SettingsService } from '@oracle-integration/settings';
import { asObject } from '../message/json-values';
import { bodyToKeep, digestOf, parseJson, textOf } from '../message/kept-body';
import { type Proof, proofByHeaders, proofByToken } from '../message/webhook-proof';
import { isOutsideWindow } from '../message/replay-window';
import { type NewMessage, WebhookMessageRepository } from '../webhook-message.repository';
import {
  type WebhookErrorCode,
  WebhookNotConfiguredError,
  WebhookNotKeptError,
  WebhookOutsideWindowError,
  WebhookSignatureMissingError,
  WebhookSignatureWrongError,
  WebhookSwitchedOffError,
} from '../webhook.errors';
import { readMessage, type MessageReading } from './message-reading';
import { WebhookRefusalsService } from './webhook-refusals.service';
import { hasUnreadableSecret, webhookSecrets } from './webhook-secrets';

/** What came over HTTP: the body as its bytes, since the signature is over them. */
export interface WebhookRequest {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Nobody who has not proved themselves yet has us parse more than this; what Moodle sends has a few kilobytes. */
const UNPROVEN_BYTES_MAX = 1024 * 1024;
/** Announcing makes commits wait for each other, so it is done once for what comes within this time. */
const ANNOUNCE_DELAY_MS = 50;

/** Takes messages in: proves the sender, keeps the message, answers. Everything else happens afterwards. */
@Injectable()
export class WebhookIntakeService {
  private readonly logger = new Logger(WebhookIntakeService.name);
  private announcement: NodeJS.Timeout | undefined;

  constructor(
    private readonly settings: SettingsService,
    private readonly messages: WebhookMessageRepository,
    private readonly refusals: WebhookRefusalsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Keeps a message once, however often it is sent.
   *
   * @throws AppError for what must not be kept. Totara never sends again what it got a 4xx for, so that is answered to
   * a sender who does not prove itself only; what is our trouble is a 503.
   */
  async receive(request: WebhookRequest): Promise<WebhookReceiptView> {
    try {
      return await this.keep(this.accept(request));
    } catch (error) {
      if (error instanceof AppError) this.refusals.note(error.code as WebhookErrorCode);
      throw error;
    }
  }

  private accept({ headers, body }: WebhookRequest): NewMessage {
    const settings = this.settings.current();
    if (!settings.integrationEnabled) throw new WebhookSwitchedOffError();
    const secrets = webhookSecrets(settings);
    if (secrets.length === 0) throw new WebhookNotConfiguredError();
    const refusal = (refused: 'missing' | 'wrong') =>
      // Totara sends again what it got a 503 for, and never what it got a 401 for.
      hasUnreadableSecret(settings) ? new WebhookNotConfiguredError() : refusalOf(refused);

    const byHeaders = proofByHeaders(headers, body, secrets);
    if ('refused' in byHeaders && !mayHoldToken(byHeaders.refused, body)) throw refusal(byHeaders.refused);
    const text = textOf(body);
    const root = parseJson(text);
    const proof = 'by' in byHeaders ? byHeaders : proofByToken(asObject(root)?.['token'], secrets);
    if ('refused' in proof) throw refusal(proof.refused);

    const now = this.clock.now();
    const reading = readMessage(root, proof.by);
    this.requireInWindow(reading, proof.by, now);
    return {
      ...reading.facts,
      siteId: settings.totaraSiteId,
      eventAt: reading.eventAt ?? now,
      digest: digestOf(text, root),
      body: bodyToKeep(text, root, secrets),
    };
  }

  /** Only what is signed is bound to its time; whoever has the secret itself can send anything anew. */
  private requireInWindow({ sentAt }: MessageReading, proof: Proof, now: Date): void {
    if (proof === 'signature' && sentAt !== null && isOutsideWindow(sentAt, now))
      throw new WebhookOutsideWindowError(sentAt, now);
  }

  private async keep(message: NewMessage): Promise<WebhookReceiptView> {
    try {
      const id = await this.messages.keep(message);
      if (id === undefined) return await this.knownReceipt(message);
      if (message.state === 'waiting') this.announceSoon();
      return { id, result: 'accepted' };
    } catch (error) {
      throw new WebhookNotKeptError(error);
    }
  }

  private async knownReceipt({ siteId, digest }: NewMessage): Promise<WebhookReceiptView> {
    const id = await this.messages.findByDigest(siteId, digest);
    if (id === undefined) throw new RangeError('The message was deleted while it was sent again');
    return { id, result: 'duplicate' };
  }

  private announceSoon(): void {
    this.announcement ??= setTimeout(() => {
      this.announcement = undefined;
      // Whoever follows up also looks on a timer: one that is lost costs some seconds.
      this.messages
        .announce()
        .catch((error: unknown) => this.logger.debug(`Messages were not announced: ${describeError(error)}`));
    }, ANNOUNCE_DELAY_MS).unref();
  }
}

/** Moodle cannot sign: its token lies inside the body, which must be parsed to find it. */
function mayHoldToken(refused: 'missing' | 'wrong', body: Buffer): boolean {
  return refused === 'missing' && body.length <= UNPROVEN_BYTES_MAX;
}

function refusalOf(refused: 'missing' | 'wrong'): AppError<WebhookErrorCode> {
  return refused === 'missing' ? new WebhookSignatureMissingError() : new WebhookSignatureWrongError();
}
