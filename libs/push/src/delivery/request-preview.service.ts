import { Injectable } from '@nestjs/common';
import type { RequestPreviewView } from '@oracle-integration/contracts';
import type { ListedItem } from '@oracle-integration/queue';
import { SettingsService } from '@oracle-integration/settings';
import { renderBatch } from '../profile/generic-json';
import { completionsUrlOf } from '../target/delivery-target';

/** Shows the request by which an item is sent, without sending it. */
@Injectable()
export class RequestPreviewService {
  constructor(private readonly settings: SettingsService) {}

  /** The request for this item alone: in a batch it shares one with others, under a key made of all of theirs. */
  preview(item: ListedItem, publicJson: string): RequestPreviewView {
    // What has been sent went out before Oracle's last answer, which changes the key of what follows.
    const answered = item.status === 'sent' ? Math.max(0, item.answered - 1) : item.answered;
    const { batchId, body } = renderBatch([{ ...item, answered, publicJson }]);
    return {
      method: 'POST',
      url: completionsUrlOf(this.settings.current()) ?? null,
      headers: {
        authorization: 'Bearer ***',
        'content-type': 'application/json',
        'idempotency-key': batchId,
      },
      body,
    };
  }
}
