import { headersOfLines, type Settings } from '@oracle-integration/settings';
import type { MappedItem } from '../mapping/mapped-item';
import type { ProfileRequest } from './conversation';
import { batchIdOf, renderBatch } from './generic-json';

/** The request by which some items go: many with their keys around them, or a single one as it is. */
export function completionsRequest(items: readonly MappedItem[], settings: Settings): ProfileRequest {
  const { pushCompletionsPath: path, pushRequestShape } = settings;
  if (pushRequestShape === 'batch') {
    const { batchId, body } = renderBatch(items);
    return { ...addressed(batchId, settings), path, body };
  }
  const [item] = items;
  return {
    ...addressed(batchIdOf(items), settings),
    path: path.replaceAll('{id}', encodeURIComponent(item!.recordId)),
    body: item!.json,
  };
}

/** Everything of a request but where it goes and what it says. */
export function addressed(batchId: string, settings: Settings): Omit<ProfileRequest, 'path' | 'body'> {
  const further = headersOfLines(settings.pushHeaders ?? '');
  return {
    method: settings.pushMethod,
    headers: {
      'content-type': 'application/json',
      ...further,
      [settings.pushIdempotencyHeader.toLowerCase()]: batchId,
    },
    batchId,
    secrets: Object.values(further),
  };
}
