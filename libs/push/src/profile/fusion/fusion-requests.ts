import type { Settings } from '@oracle-integration/settings';
import type { ProfileRequest } from '../conversation';
import { adfQuery, type Condition } from './adf-query';
import type { LearningRecord } from './learning-record';
import { type Assignee, recordText } from './record-payload';

/** Of records for one person and item; nobody has as many assignments of one course. */
const RECORDS_MAX = 50;

/** Without the id under which it is logged. */
export type FusionRequest = Omit<ProfileRequest, 'batchId'>;

/** One part of an ADF batch. */
export type BatchPart =
  | { readonly id: string; readonly create: object }
  | { readonly id: string; readonly update: LearningRecord; readonly payload: object };

/** The first thing a lookup must tell: none, one, or more than one. */
const ENOUGH_TO_DOUBT = 2;

/** Looks a person or a learning item up by one field. */
export function lookupRequest(
  settings: Settings,
  { resource, field, key, idField }: { resource: string; field: string; key: string; idField: string },
): FusionRequest {
  return collectionRequest(settings, {
    resource,
    conditions: [[field, key]],
    more: { fields: idField, onlyData: 'true', limit: String(ENOUGH_TO_DOUBT) },
  });
}

export function recordsRequest(settings: Settings, assignee: Assignee, itemId: bigint): FusionRequest {
  const person: Condition =
    'assignedToId' in assignee
      ? ['assignedToId', assignee.assignedToId]
      : ['assignedToNumber', assignee.assignedToNumber];
  return collectionRequest(settings, {
    resource: 'learnerLearningRecords',
    conditions: [person, ['learningItemId', itemId]],
    more: { links: 'self', limit: String(RECORDS_MAX) },
  });
}

/** Shows one record, of whomever: it changes nothing. */
export function probeRequest(settings: Settings): FusionRequest {
  return collectionRequest(settings, {
    resource: 'learnerLearningRecords',
    conditions: [],
    more: { limit: '1' },
  });
}

export function createRequest(settings: Settings, payload: object): FusionRequest {
  return {
    method: 'POST',
    path: pathOf(settings, '/learnerLearningRecords'),
    headers: {
      ...headersOf(settings),
      'content-type': settings.pushFusionMediaType,
      ...(settings.pushFusionUpsert ? { 'upsert-mode': 'true' } : {}),
    },
    body: recordText(payload),
  };
}

export function updateRequest(settings: Settings, record: LearningRecord, payload: object): FusionRequest {
  return {
    method: 'PATCH',
    path: pathOf(settings, recordPath(record)),
    headers: {
      ...headersOf(settings),
      'content-type': settings.pushFusionMediaType,
      ...(record.changeIndicator === null ? {} : { 'if-match': `"${record.changeIndicator}"` }),
    },
    body: recordText(payload),
  };
}

export function batchRequest(settings: Settings, parts: readonly BatchPart[]): FusionRequest {
  const written = parts.map((part) =>
    'create' in part
      ? { id: part.id, path: '/learnerLearningRecords', operation: 'create', payload: part.create }
      : { id: part.id, path: recordPath(part.update), operation: 'update', payload: part.payload },
  );
  return {
    method: 'POST',
    path: pathOf(settings, ''),
    headers: { ...headersOf(settings), 'content-type': 'application/vnd.oracle.adf.batch+json' },
    body: recordText({ parts: written }),
  };
}

function collectionRequest(
  settings: Settings,
  {
    resource,
    conditions,
    more,
  }: { resource: string; conditions: readonly Condition[]; more: Record<string, string> },
): FusionRequest {
  const { pushFusionFrameworkVersion: version, pushFusionQueryJoint: joint } = settings;
  const q: Record<string, string> =
    conditions.length > 0 ? { q: adfQuery(conditions, { version, joint }) } : {};
  const parameters = Object.entries({ ...q, ...more }).map(
    ([name, value]) => `${name}=${encodeURIComponent(value)}`,
  );
  return {
    method: 'GET',
    path: `${pathOf(settings, `/${resource}`)}?${parameters.join('&')}`,
    headers: headersOf(settings),
  };
}

function pathOf({ pushFusionPath }: Settings, path: string): string {
  return pushFusionPath.replace(/\/+$/, '') + path;
}

function recordPath({ key }: LearningRecord): string {
  return `/learnerLearningRecords/${key}`;
}

function headersOf({ pushFusionFrameworkVersion }: Settings): Record<string, string> {
  return { accept: 'application/json', 'rest-framework-version': String(pushFusionFrameworkVersion) };
}
