import { AppError } from '@oracle-integration/platform';

export type QueueListErrorCode = 'QUEUE.ITEM_UNKNOWN';

export class QueueItemUnknownError extends AppError<QueueListErrorCode> {
  constructor(id: string) {
    super({
      code: 'QUEUE.ITEM_UNKNOWN',
      message: `There is no item ${id.slice(0, 40)} in the queue. It may have been purged after it was sent; its completion is still on record.`,
      details: { id },
      severity: 'info',
    });
  }
}
