import type { ProfileGuideView } from '@oracle-integration/contracts';
import type { Settings } from '@oracle-integration/settings';
import { completionsRequest } from './generic-json-request';
import { SAMPLE_ITEM } from './sample-item';
import { shownRequest } from './shown-request';

/** What an endpoint must do to take our own JSON. */
export function genericJsonGuide(settings: Settings): Omit<ProfileGuideView, 'profile' | 'isChosen'> {
  return {
    title: 'Generic JSON',
    help: 'Our own JSON, for an endpoint that you make: an integration flow, middleware, a gateway.',
    needs: [
      'An endpoint that takes a bearer token of the Token URL.',
      'It keeps the idempotency key of each completion and records a repeated one only once.',
      'A completion with the status revoked is one that Totara took back. It comes only when the policies say so.',
    ],
    exchanges: [
      {
        title: 'Deliver completions',
        help: 'One completion or many in one request, each with its own idempotency key.',
        ...shownRequest(completionsRequest([SAMPLE_ITEM], settings), settings),
        answers: [
          { status: 200, meaning: 'All are delivered.', body: null },
          {
            status: 207,
            meaning:
              'Each has a result of its own: 2xx and 409 are delivered, 404 waits, other 4xx are dead.',
            body: JSON.stringify({
              items: [{ id: SAMPLE_ITEM.recordId, status: 201, externalId: '300100' }],
            }),
          },
          { status: 202, meaning: 'All are taken for later.', body: null },
          {
            status: 400,
            meaning: 'The request is halved until the completion at fault is found.',
            body: null,
          },
          { status: 401, meaning: 'Once more with a fresh token; then everything waits.', body: null },
          { status: 429, meaning: 'Everything waits as long as Retry-After says.', body: null },
          { status: 503, meaning: 'The same is sent again later, under the same keys.', body: null },
        ],
      },
    ],
  };
}
