import { Injectable } from '@nestjs/common';
import type { RequestPreviewView } from '@oracle-integration/contracts';
import type { ListedItem } from '@oracle-integration/queue';
import { SettingsService } from '@oracle-integration/settings';
import { ItemMapper } from '../mapping/item-mapper';
import { profileOf } from '../profile/profiles';

/** Shows the request by which an item is sent, without sending it. */
@Injectable()
export class RequestPreviewService {
  constructor(
    private readonly settings: SettingsService,
    private readonly mapper: ItemMapper,
  ) {}

  /**
   * The request for this item alone: in a batch it shares one with others, under a key made of all of theirs. `null`
   * when it cannot be mapped.
   */
  async preview(item: ListedItem, publicJson: string): Promise<RequestPreviewView | null> {
    const { id, recordId, revision } = item;
    // What has been sent went out before Oracle's last answer, which changes the key of what follows.
    const answered = item.status === 'sent' ? Math.max(0, item.answered - 1) : item.answered;
    const [parts] = await this.mapper.map([{ recordId, revision, publicJson }]);
    if (parts === undefined || 'parked' in parts) return null;
    const settings = this.settings.current();
    return profileOf(settings).preview({ id, recordId, revision, answered, ...parts }, settings);
  }
}
