import { z } from 'zod';
import { inSection, ofProfiles, oneOf, switched, text, wholeNumber } from './setting-definition';
import { path } from './path-text';

const word = z.string().regex(/^\w+$/, 'must be a single word');
const optionalCode = z
  .string()
  .regex(/^\w{1,30}$/, 'must be a code of at most 30 characters')
  .optional();

/** Settings of the delivery profile `fusion-hcm-rest`. */
export const PUSH_FUSION_SETTINGS = inSection(
  'push',
  ofProfiles(['fusion-hcm-rest'], {
    pushFusionPath: text(
      ['PUSH_FUSION_PATH', 'Path of the resources', 'Behind the Base URL, which is that of the pod.'],
      path.default('/hcmRestApi/resources/11.13.18.05'),
    ),
    pushFusionFrameworkVersion: wholeNumber(
      [
        'PUSH_FUSION_FRAMEWORK_VERSION',
        'REST framework version',
        'Sent as REST-Framework-Version; from 4 on Oracle says in detail why it refuses.',
      ],
      { min: 1, max: 9, unit: '', default: 4 },
    ),
    pushFusionQueryJoint: oneOf(
      [
        'PUSH_FUSION_QUERY_JOINT',
        'Conditions are joined',
        'In the parameter q. Change it when Oracle answers 400 to look-ups.',
      ],
      { version: 'As the framework version wants', and: 'By and', semicolon: 'By a semicolon' },
      'version',
    ),
    pushFusionPersonBy: oneOf(
      ['PUSH_FUSION_PERSON_BY', 'People are found', 'What the person key of the mapping is in Oracle.'],
      {
        lookup: 'By looking up their id',
        number: 'By their person number alone',
        id: 'The key is the person id',
      },
      'lookup',
    ),
    pushFusionPersonResource: text(
      ['PUSH_FUSION_PERSON_RESOURCE', 'Resource of people', 'Where a person is looked up.'],
      word.default('publicWorkers'),
    ),
    pushFusionPersonField: text(
      [
        'PUSH_FUSION_PERSON_FIELD',
        'Field of the person key',
        'By which a person is looked up, such as PersonNumber, WorkEmail or Username.',
      ],
      word.default('PersonNumber'),
    ),
    pushFusionPersonIdField: text(
      ['PUSH_FUSION_PERSON_ID_FIELD', 'Field of the person id', 'Where the answer holds the id.'],
      word.default('PersonId'),
    ),
    pushFusionItemBy: oneOf(
      ['PUSH_FUSION_ITEM_BY', 'Learning items are found', 'What the course key of the mapping is in Oracle.'],
      { lookup: 'By looking up their id', id: 'The key is the learning item id' },
      'lookup',
    ),
    pushFusionItemResource: text(
      ['PUSH_FUSION_ITEM_RESOURCE', 'Resource of learning items', 'Where a learning item is looked up.'],
      word.default('learningItems'),
    ),
    pushFusionItemField: text(
      ['PUSH_FUSION_ITEM_FIELD', 'Field of the course key', 'By which a learning item is looked up.'],
      word.default('learningItemNumber'),
    ),
    pushFusionItemIdField: text(
      ['PUSH_FUSION_ITEM_ID_FIELD', 'Field of the learning item id', 'Where the answer holds the id.'],
      word.default('learningItemId'),
    ),
    pushFusionStatus: text(
      ['PUSH_FUSION_STATUS', 'Status of completions', 'The code by which a learning record is complete.'],
      word.default('ORA_ASSN_REC_COMPLETE'),
    ),
    pushFusionScore: oneOf(
      ['PUSH_FUSION_SCORE', 'Score', 'What is written as the actual score.'],
      { percent: 'Percent', points: 'Points as in Totara', none: 'Nothing' },
      'percent',
    ),
    pushFusionEffort: switched(
      [
        'PUSH_FUSION_EFFORT',
        'Send effort',
        'The hours from the start of the course to its completion, though the learner may have rested for weeks.',
      ],
      false,
    ),
    pushFusionAssignmentType: text(
      [
        'PUSH_FUSION_ASSIGNMENT_TYPE',
        'Assignment type',
        'Of records that are created; left empty, Oracle chooses.',
      ],
      optionalCode,
    ),
    pushFusionReasonCode: text(
      ['PUSH_FUSION_REASON_CODE', 'Reason code', 'Written with every completion; left empty, none is.'],
      optionalCode,
    ),
    pushFusionComment: text(
      [
        'PUSH_FUSION_COMMENT',
        'Comment',
        'Written with every completion, at most 4000 characters. {id} stands for its id and {revision} for its revision.',
      ],
      z.string().max(3900, 'must have at most 3900 characters').default('totara-completion/{id}/{revision}'),
    ),
    pushFusionMediaType: oneOf(
      ['PUSH_FUSION_MEDIA_TYPE', 'Content type', 'Of records that are written.'],
      {
        'application/vnd.oracle.adf.resourceitem+json': 'application/vnd.oracle.adf.resourceitem+json',
        'application/json': 'application/json',
      },
      'application/vnd.oracle.adf.resourceitem+json',
    ),
    pushFusionUpsert: switched(
      [
        'PUSH_FUSION_UPSERT',
        'Upsert mode',
        'Adds Upsert-Mode: true to records that are created. Only where the description of the resource lists it.',
      ],
      false,
    ),
    pushFusionBatch: switched(
      [
        'PUSH_FUSION_BATCH',
        'Write in batches',
        'Many records in one request, all or none; one that is refused is found by halving. Off, each is written by itself.',
      ],
      false,
    ),
  }),
);
