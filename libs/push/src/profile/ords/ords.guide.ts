import type { ProfileExchangeView, ProfileGuideView } from '@oracle-integration/contracts';
import { ordsColumnsOf, type Settings } from '@oracle-integration/settings';
import type { ProfileRequest } from '../conversation';
import { SAMPLE_ITEM } from '../sample-item';
import { shownRequest } from '../shown-request';
import { loadRequest, putRequest } from './ords-request';

const LOADED = `#INFO Number of rows processed: 1
#INFO Number of rows in error: 0
#INFO Last row processed in final committed batch: 1
0 - SUCCESS: Load processed without errors`;

/** What a table behind Oracle REST Data Services must be to take completions. */
export function ordsGuide(settings: Settings): Omit<ProfileGuideView, 'profile' | 'isChosen'> {
  const put = putRequest(SAMPLE_ITEM, settings);
  const exchanges = [
    ...('unknown' in put ? [] : [putView(put, settings)]),
    loadView(loadRequest([SAMPLE_ITEM], settings), settings),
  ];
  return {
    title: 'Oracle REST Data Services (ORDS)',
    help: 'Rows of a table in an Oracle database, without any code there.',
    needs: [
      `A table with the columns ${ordsColumnsOf(settings.pushOrdsColumns)
        .map(({ name }) => name)
        .join(', ')}.`,
      `Its primary key is what stands in the address: ${settings.pushOrdsKey}. For batchload this key is what keeps rows from being there twice.`,
      'The table is enabled for AutoREST, and the OAuth client holds its privilege.',
      'The Base URL ends with the alias of the schema, the Token URL is /oauth/token behind it, and Scope stays empty.',
    ],
    exchanges,
  };
}

function putView(request: ProfileRequest, settings: Settings): ProfileExchangeView {
  return {
    ...shownRequest(request, settings),
    title: 'Write one completion',
    help: 'Inserts the row or updates it: repeated, it changes nothing.',
    answers: [
      { status: 200, meaning: 'The row is updated: delivered.', body: null },
      { status: 201, meaning: 'The row is new: delivered.', body: null },
      {
        status: 400,
        meaning: 'The completion is dead, with the message and the ECID as the reason.',
        body: '{"code":"Bad Request","message":"…","instance":"tag:oracle.com,2020:ecid/c755a84b"}',
      },
      { status: 404, meaning: 'The table is not enabled: everything waits.', body: null },
    ],
  };
}

function loadView(request: ProfileRequest, settings: Settings): ProfileExchangeView {
  return {
    ...shownRequest(request, settings),
    title: 'Load many completions',
    help: 'Only in the mode batchload. What the text does not clearly say to be well is written row by row.',
    answers: [
      { status: 200, meaning: 'No row in error, ended with 0: all are delivered.', body: LOADED },
      {
        status: 200,
        meaning: 'Rows in error, a warning or a text that cannot be read: each is written by its key.',
        body: LOADED.replace('error: 0', 'error: 1').replace(/0 - SUCCESS.*/, '1 - WARNING: …'),
      },
    ],
  };
}
