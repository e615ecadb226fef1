import type { ProfileGuideView } from '@oracle-integration/contracts';
import type { Settings } from '@oracle-integration/settings';
import { SAMPLE_ITEM } from '../sample-item';
import { shownRequest } from '../shown-request';
import { statementOf } from './statement';
import { statementRulesOf, statementsRequest } from './statements-request';

/** What Oracle Learning must provide to take completions as statements. */
export function oracleLearningXapiGuide(settings: Settings): Omit<ProfileGuideView, 'profile' | 'isChosen'> {
  const rules = statementRulesOf(settings);
  const sample = { ...rules, accountHomePage: rules.accountHomePage ?? 'https://pod.fa.ocs.oraclecloud.com' };
  const outcome = statementOf(SAMPLE_ITEM, sample);
  const made = 'statement' in outcome ? [outcome] : [];
  return {
    title: 'Oracle Learning (xAPI)',
    help: 'Statements of xAPI 1.0.3, as Oracle Learning takes them from providers of content.',
    needs: [
      'A user of the client with a job role that holds only the duty role Learning Content Provider, allowed from all addresses.',
      'Self-paced learning items with content of type URL, whose content ids are the object ids below.',
      'The statements address of My Oracle Support document 3041803.1: its beginning as Base URL, its end as Statements path.',
      'People whose work e-mail, or Oracle Learning user name, is the one in the actor.',
    ],
    exchanges: [
      {
        title: 'Deliver completions',
        help: 'A statement for each completion, always under the same id. All of a request are taken, or none.',
        ...shownRequest(statementsRequest(made, settings), settings),
        answers: [
          {
            status: 200,
            meaning: 'Those whose ids come back are delivered; any other goes again by itself.',
            body: JSON.stringify(made.map(({ id }) => id)),
          },
          { status: 204, meaning: 'The statement of a PUT is delivered.', body: null },
          {
            status: 409,
            meaning:
              'Oracle has a statement of this id: it counts as delivered. Of several, the request is halved.',
            body: null,
          },
          {
            status: 400,
            meaning: 'The request is halved until the statement at fault is found.',
            body: null,
          },
          { status: 413, meaning: 'The request is halved.', body: null },
          { status: 401, meaning: 'Once more with a fresh token; then everything waits.', body: null },
          { status: 429, meaning: 'Everything waits as long as Retry-After says.', body: null },
          { status: 503, meaning: 'The same is sent again later, under the same ids.', body: null },
        ],
      },
    ],
  };
}
