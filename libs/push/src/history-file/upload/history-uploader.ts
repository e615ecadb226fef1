import { Injectable, Logger } from '@nestjs/common';
import { CopyGuard, describeError, LeaseService } from '@oracle-integration/platform';
import { SettingsService } from '@oracle-integration/settings';
import { DataSource } from 'typeorm';
import { HistoryFileNotFinishedError, HistoryFileUnknownError } from '../history-file.errors';
import { DataSetClient, UPLOAD_TIMEOUT_MS } from './data-set.client';
import { type DueUpload, HistoryUploadRepository } from './history-upload.repository';
import { UploadFolding } from './upload-folding';
import { UploadMessagesRepository } from './upload-messages.repository';
import { failed, goOn, type StepResult, triedAgain } from './upload-step';
import { UploadTalk } from './upload-talk';

const LEASE = 'history-upload';
/** Longer than a step takes: a process that is killed in the middle of one leaves the upload alone for so long. */
const LEASE_SECONDS = 60;
const SENDING_LEASE_SECONDS = UPLOAD_TIMEOUT_MS / 1000 + LEASE_SECONDS;

/**
 * Goes on with uploads that are due, one step after the other, one process at a time. Between two looks at a data set
 * nothing is held: neither the lease nor anything in memory.
 */
@Injectable()
export class HistoryUploader {
  private readonly logger = new Logger(HistoryUploader.name);
  private isStopped = false;

  constructor(
    private readonly uploads: HistoryUploadRepository,
    private readonly messages: UploadMessagesRepository,
    private readonly talk: UploadTalk,
    private readonly folding: UploadFolding,
    private readonly client: DataSetClient,
    private readonly settings: SettingsService,
    private readonly copies: CopyGuard,
    private readonly leases: LeaseService,
    private readonly dataSource: DataSource,
  ) {}

  /** Works until nothing is due, or another process works. */
  async work(): Promise<void> {
    while (!this.isStopped && (await this.isAnyDue()) && (await this.goOnOnce()));
  }

  /** Lets the step under way finish, then leaves the rest to another process. */
  stop(): void {
    this.isStopped = true;
  }

  /** Waits for no answer any more: what is under way is asked again by whoever goes on. */
  async abandon(): Promise<void> {
    this.stop();
    this.client.isAbandoned = true;
    await this.client.http.abandon();
  }

  /** While the integration is off, or this is a copy, everything rests as it is. */
  private async isAnyDue(): Promise<boolean> {
    if (!this.settings.current().integrationEnabled) return false;
    return (await this.uploads.nextDue()) !== undefined && (await this.copies.unconfirmed()) === null;
  }

  /** @returns whether there may be more to do */
  private async goOnOnce(): Promise<boolean> {
    if (!(await this.leases.acquire(LEASE, LEASE_SECONDS))) return false;
    try {
      // Only now nobody else changes it.
      const upload = await this.uploads.nextDue();
      if (upload?.step === 'send') await this.leases.acquire(LEASE, SENDING_LEASE_SECONDS);
      if (upload) await this.carryOut(upload);
      return upload !== undefined;
    } finally {
      await this.leases.release(LEASE);
    }
  }

  private async carryOut(upload: DueUpload): Promise<void> {
    const result = await this.resultOf(upload);
    if (result === 'noted') return;
    if (result === 'stale') {
      this.logger.warn(`Another process goes on with the upload of ${upload.fileId}`);
      return;
    }
    const { progress, delaySeconds } = result;
    // Before it is said to have ended: what is left of it is about people.
    if (progress.state === 'failed') await this.messages.removeMessages(upload.fileId);
    const isNoted = await this.uploads.advance(this.dataSource, upload, progress, delaySeconds);
    if (isNoted) this.tell(upload, progress);
  }

  private async resultOf(upload: DueUpload): Promise<StepResult | 'noted' | 'stale'> {
    try {
      return await this.step(upload);
    } catch (error) {
      if (error instanceof HistoryFileNotFinishedError || error instanceof HistoryFileUnknownError) {
        return failed('What the file held was removed before Oracle was done with it.');
      }
      this.logger.warn(`The upload of ${upload.fileId} was interrupted: ${describeError(error)}`);
      return triedAgain(upload, 'Something failed on our side; the log of the service says what.');
    }
  }

  private async step(upload: DueUpload): Promise<StepResult | 'noted' | 'stale'> {
    switch (upload.step) {
      case 'clear':
        await this.messages.removeMessages(upload.fileId);
        await this.messages.removeRefusals(upload.fileId);
        return goOn({ step: 'send' });
      case 'send':
        return this.talk.send(upload);
      case 'create':
        return this.talk.create(upload);
      case 'poll':
        return this.talk.poll(upload);
      case 'read':
        return this.talk.read(upload);
      case 'refuse':
        return this.folding.refuse(upload);
      case 'load':
        return this.folding.load(upload);
    }
  }

  private tell({ fileId, part }: DueUpload, { state, step, failure }: StepResult['progress']): void {
    if (state === 'failed') this.logger.error(`The upload of history file ${fileId} failed: ${failure}`);
    else if (state === 'finished') this.logger.log(`Oracle has loaded history file ${fileId}.`);
    else if (step) this.logger.debug(`History file ${fileId}, part ${part}: ${step} is next`);
  }
}
