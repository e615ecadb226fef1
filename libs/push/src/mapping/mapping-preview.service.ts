import { Injectable } from '@nestjs/common';
import { type StoredCompletion, StoredCompletions } from '@oracle-integration/completions';
import {
  courseTitle,
  type MappedRecordView,
  type MappingPreviewView,
  personName,
  type PreviewMapping,
} from '@oracle-integration/contracts';
import { causeView } from '@oracle-integration/queue';
import { SettingsAdminService } from '@oracle-integration/settings';
import { itemIdempotencyKey } from './item-mapper';
import { CompletionMapper, type Mapped, type ReadCompletion, readCompletion } from './completion-mapper';
import { PreviewRecordUnknownError } from './mapping.errors';
import { mappingRulesOf } from './mapping-rules';
import { MappingService } from './mapping.service';

const NEWEST_DEFAULT = 5;

/** Shows what would be sent of real completions, by settings that need not be saved. */
@Injectable()
export class MappingPreviewService {
  constructor(
    private readonly completions: StoredCompletions,
    private readonly mapping: MappingService,
    private readonly settings: SettingsAdminService,
  ) {}

  /** @throws PreviewRecordUnknownError, RequestInvalidError */
  async preview({ values, recordId, newest }: PreviewMapping): Promise<MappingPreviewView> {
    const mapper = new CompletionMapper(mappingRulesOf(await this.settings.preview(values ?? {})));
    const records = recordId
      ? await this.completions.find(recordId)
      : await this.completions.newest(newest ?? NEWEST_DEFAULT);
    if (recordId && records.length === 0) throw new PreviewRecordUnknownError(recordId);
    const read = records.map((record) => ({ ...record, ...readCompletion(record) }));
    const mapped = await this.mapping.map(mapper, read);
    return { records: read.map((record, index) => recordView(record, mapped[index]!)) };
  }
}

function recordView(
  { id, revision, publicJson, view: { user, course } }: StoredCompletion & ReadCompletion,
  mapped: Mapped,
): MappedRecordView {
  const subject = { user: personName(user), staffNumber: user.idnumber };
  const shown = {
    recordId: id,
    revision,
    user: subject.user,
    course: courseTitle(course),
    input: publicJson,
  };
  if ('parked' in mapped) {
    const cause = causeView(mapped.parked.code, mapped.parked.detail, subject);
    return { ...shown, personKey: null, courseKey: null, body: null, idempotencyKey: null, cause };
  }
  const { json, personKey, courseKey, digest } = mapped;
  const idempotencyKey = itemIdempotencyKey(id, revision, digest);
  return { ...shown, personKey, courseKey, body: json, idempotencyKey, cause: null };
}
