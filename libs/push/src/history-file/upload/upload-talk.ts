import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import { nameBasedUuid } from '@oracle-integration/platform';
import { type Settings, SettingsService } from '@oracle-integration/settings';
import { DataSource } from 'typeorm';
import { deliveryTargetOf } from '../../target/delivery-target';
import type { IncompleteTarget } from '../../target/delivery-target';
import { HistoryFiles } from '../history-files';
import { DataSetClient, type DataSetOrder } from './data-set.client';
import { type DueUpload, HistoryUploadRepository } from './history-upload.repository';
import { UploadMessagesRepository } from './upload-messages.repository';
import { failed, goOn, lookedAtAgain, notAnswered, type StepResult, triedAgain } from './upload-step';

/** The namespace of the ids under which parts are logged; chosen once. */
const NAMESPACE = '0c3c6a1e-5d0b-4b52-9c8e-3f1f1f4d7a10';
/** By which Oracle says that it is done with a data set. */
const ENDS: readonly string[] = ['ORA_COMPLETED', 'ORA_SUCCESS', 'ORA_IN_ERROR', 'ORA_STOPPED'];
/** After so long, a data set that cannot be seen is not there. */
const UNSEEN_SECONDS = 600;

/** Where files are uploaded to, or what is missing. */
export function uploadTargetOf(settings: Settings): ReturnType<typeof deliveryTargetOf> | IncompleteTarget {
  return deliveryTargetOf(
    { ...settings, pushBaseUrl: settings.historyFileBaseUrl ?? settings.pushBaseUrl },
    [],
  );
}

/** The request by which a part goes out, in the log. */
export function batchIdOf({ fileId, run, part }: Pick<DueUpload, 'fileId' | 'run' | 'part'>): string {
  return nameBasedUuid(`${fileId} ${run} ${part}`, NAMESPACE);
}

/** The same for every try, so that a data set is found again whose number was never told. */
export function dataSetNameOf({ fileId, run, part }: Pick<DueUpload, 'fileId' | 'run' | 'part'>): string {
  return `totara-history-${fileId}-part-${part}-run-${run}`;
}

/** The steps of an upload in which Oracle is asked something. Each asks it once, or once and before that. */
@Injectable()
export class UploadTalk {
  constructor(
    private readonly uploads: HistoryUploadRepository,
    private readonly messages: UploadMessagesRepository,
    private readonly files: HistoryFiles,
    private readonly client: DataSetClient,
    private readonly settings: SettingsService,
    private readonly dataSource: DataSource,
  ) {}

  /** Sends the archive of the part in hand; no other is in memory. */
  async send(upload: DueUpload): Promise<StepResult> {
    const order = await this.orderOf(upload);
    if ('progress' in order) return order;
    const archive = await buffer(this.files.zipOf(upload.fileId, upload.part));
    const sent = await this.client.upload(order, archive);
    if (!('value' in sent)) return notAnswered(upload, sent);
    return goOn({ step: 'create', contentId: sent.value, isAsked: false });
  }

  /** Has a data set made; first looks for it where an earlier try was not answered. */
  async create(upload: DueUpload): Promise<StepResult | 'stale'> {
    const order = await this.orderOf(upload);
    if ('progress' in order) return order;
    const name = dataSetNameOf(upload);
    const found = upload.isAsked ? await this.client.find(order, name) : undefined;
    if (found !== undefined) return made(found);
    // Noted before it is asked: whoever goes on after a kill must look first.
    if (!upload.isAsked) {
      if (!(await this.uploads.advance(this.dataSource, upload, { isAsked: true }))) return 'stale';
      Object.assign(upload, { isAsked: true, version: upload.version + 1 });
    }
    const created = await this.client.create(order, upload.contentId!, name);
    return 'value' in created ? made(created.value) : notAnswered(upload, created);
  }

  async poll(upload: DueUpload): Promise<StepResult> {
    const order = await this.orderOf(upload);
    if ('progress' in order) return order;
    const looked = await this.client.look(order, upload.dataSetId!);
    if (!('value' in looked)) return notAnswered(upload, looked);
    if (looked.value === 'unseen') {
      return upload.stepSeconds > UNSEEN_SECONDS
        ? failed(`Oracle does not know the data set ${upload.dataSetId} that it made.`)
        : lookedAtAgain(upload, {});
    }
    const { status, counts } = looked.value;
    if (ENDS.includes(status)) {
      return goOn({ step: 'read', dataSetStatus: status, counts, messagesRead: 0 });
    }
    const isUnderWay = order.settings.historyFileWaitingCodes.split(' ').includes(status);
    return isUnderWay
      ? lookedAtAgain(upload, { dataSetStatus: status })
      : {
          progress: {
            ...failed(`Oracle calls the data set ${status}, and we do not know what that means.`).progress,
            dataSetStatus: status,
          },
        };
  }

  /** Reads a page of what Oracle says of the lines, and keeps the errors with how far it has come. */
  async read(upload: DueUpload): Promise<StepResult | 'stale' | 'noted'> {
    const order = await this.orderOf(upload);
    if ('progress' in order) return order;
    const asked = await this.client.messages(order, upload.dataSetId!, upload.messagesRead);
    if (!('value' in asked)) return notAnswered(upload, asked);
    const { told, errors, hasMore } = asked.value;
    const { progress } = goOn({
      messagesRead: upload.messagesRead + told,
      ...(hasMore ? {} : { step: 'refuse', chunk: -1 }),
    });
    const messages = errors.map(({ place, ...error }) => ({
      ...error,
      number: upload.messagesRead + place,
    }));
    const isNoted = await this.dataSource.transaction(async (manager) => {
      await this.messages.keep(manager, upload.fileId, messages);
      return this.uploads.advance(manager, upload, progress);
    });
    return isNoted ? 'noted' : 'stale';
  }

  private async orderOf(upload: DueUpload): Promise<DataSetOrder | StepResult> {
    const settings = this.settings.current();
    const target = uploadTargetOf(settings);
    if (!('target' in target)) {
      const labels = [...target.missing, ...target.unreadable].join(', ');
      return triedAgain(upload, `Settings → Push lacks ${labels}.`);
    }
    await this.files.finished(upload.fileId);
    const parts = await this.files.partsOf(upload.fileId);
    const lines = parts.find(({ part }) => part === upload.part)?.lines ?? 0;
    return { settings, target: target.target, batchId: batchIdOf(upload), lines };
  }
}

function made(dataSetId: string): StepResult {
  return goOn({ step: 'poll', dataSetId, dataSetStatus: null });
}
