import type { ProfileAnswerView, ProfileExchangeView, ProfileGuideView } from '@oracle-integration/contracts';
import type { Settings } from '@oracle-integration/settings';
import { SAMPLE_ITEM } from '../sample-item';
import { shownRequest } from '../shown-request';
import { toldCompletion } from '../told-completion';
import {
  createRequest,
  type FusionRequest,
  lookupRequest,
  recordsRequest,
  updateRequest,
} from './fusion-requests';
import { completionFields, newRecord, recordRulesOf } from './record-payload';

const PERSON_ID = 300_100_000_000_117n;
const ITEM_ID = 300_100_000_000_221n;
const RECORD = { changeIndicator: '0A1B2C', id: null, status: null, completedAt: null, score: null };

/** What Fusion HCM must provide to take completions as learning records. */
export function fusionHcmRestGuide(settings: Settings): Omit<ProfileGuideView, 'profile' | 'isChosen'> {
  const told = toldCompletion(SAMPLE_ITEM.json);
  const completedAt = told.completedAt ?? new Date(0);
  const fields = completionFields({ ...told, completedAt }, SAMPLE_ITEM, recordRulesOf(settings));
  const assignee = { assignedToId: PERSON_ID };
  const { pushFusionAssignmentType: assignmentType } = settings;
  const payload = newRecord(fields, { assignee, itemId: ITEM_ID, assignmentType });
  const show = (request: FusionRequest, words: Words) => exchangeOf(settings, request, words);
  return {
    title: 'Fusion HCM (REST)',
    help: 'Learning records of Fusion HCM: the open assignment is completed, or a new record is created.',
    needs: [
      'A Fusion user whose name is the client id, with the privilege ORA_WLF_REST_SERVICE_ACCESS_LEARNER_LEARNING_RECORD.',
      'Data security of that user that includes all learners whose completions are sent.',
      'People and learning items that the keys of the mapping lead to.',
    ],
    exchanges: [
      show(lookUpOf(settings, 'person'), {
        title: 'Look up the person',
        help: 'Once an hour for each person.',
        answers: lookUpAnswers(settings.pushFusionPersonIdField, PERSON_ID),
      }),
      show(lookUpOf(settings, 'item'), {
        title: 'Look up the learning item',
        help: 'Once an hour for each course.',
        answers: lookUpAnswers(settings.pushFusionItemIdField, ITEM_ID),
      }),
      show(recordsRequest(settings, assignee, ITEM_ID), {
        title: 'Find the record',
        help: 'Before every write: what is there already is not written again.',
        answers: [
          { status: 200, meaning: 'The records of this person and learning item.', body: '{"items":[]}' },
        ],
      }),
      show(updateRequest(settings, { ...RECORD, key: '00020000000EACED' }, fields), {
        title: 'Complete an open record',
        help: 'Under the key and the ETag that the record was shown with.',
        answers: WRITE_ANSWERS,
      }),
      show(createRequest(settings, payload), {
        title: 'Create a record',
        help: 'Where none is open. A record that is not complete after it is updated at once.',
        answers: WRITE_ANSWERS,
      }),
    ],
  };
}

type Words = Pick<ProfileExchangeView, 'title' | 'help' | 'answers'>;

const WRITE_ANSWERS: ProfileAnswerView[] = [
  {
    status: 200,
    meaning: 'Delivered, when the record is shown as complete; else it is tried again.',
    body: null,
  },
  {
    status: 400,
    meaning: 'Dead, with the details that Oracle gives.',
    body: '{"title":"Bad Request","status":"400","o:errorDetails":[{"detail":"…"}]}',
  },
  { status: 403, meaning: 'Everything waits: a role is missing.', body: null },
  { status: 412, meaning: 'Somebody changed the record meanwhile: it is looked at anew.', body: null },
  { status: 429, meaning: 'Everything waits as long as Retry-After says.', body: null },
  { status: 500, meaning: 'A look tells whether it was recorded; else it is tried again later.', body: null },
];

function lookUpAnswers(idField: string, id: bigint): ProfileAnswerView[] {
  return [
    { status: 200, meaning: 'One is found.', body: `{"items":[{"${idField}":${id}}]}` },
    { status: 200, meaning: 'None, or more than one: the completion is parked.', body: '{"items":[]}' },
    { status: 400, meaning: 'Everything waits: the settings of the look-up do not fit.', body: null },
  ];
}

function lookUpOf(settings: Settings, what: 'person' | 'item'): FusionRequest {
  return what === 'person'
    ? lookupRequest(settings, {
        resource: settings.pushFusionPersonResource,
        field: settings.pushFusionPersonField,
        key: SAMPLE_ITEM.personKey ?? '',
        idField: settings.pushFusionPersonIdField,
      })
    : lookupRequest(settings, {
        resource: settings.pushFusionItemResource,
        field: settings.pushFusionItemField,
        key: SAMPLE_ITEM.courseKey ?? '',
        idField: settings.pushFusionItemIdField,
      });
}

function exchangeOf(settings: Settings, request: FusionRequest, words: Words): ProfileExchangeView {
  return { ...words, ...shownRequest(request, settings), body: request.body ?? null };
}
