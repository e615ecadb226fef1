import {
  ACKNOWLEDGED_ITEMS_MAX,
  COMPLETION_PAGE_LIMIT_DEFAULT,
  COMPLETION_PAGE_LIMIT_MAX,
} from '@oracle-integration/contracts';

const authentication = {
  title: 'Authentication',
  text: 'Every call carries an API token. A manager generates it under Overview, Quick setup; it is shown once. Send it as a header, never in the address, where it would end up in logs.',
  alternative: 'Where a system only knows bearer tokens, this header does the same:',
  https:
    'Call over HTTPS only. Give each system a token of its own: one that leaks can then be revoked alone.',
};

const read = {
  title: 'Read completions',
  text: 'The answer holds completion records in the order of their changes, oldest change first. Begin with “since”, then go on with the cursor of each answer. A cursor is valid for ever: keep it, and call again with it whenever you like. Nothing is told twice and nothing is left out, whatever is written meanwhile.',
  parameters: 'Parameters',
  samples: 'Read everything that has changed',
  list: [
    [
      'since',
      'ISO 8601 or seconds since 1970: records that changed at or after it. Left out: the default days in Settings. Ignored with a cursor.',
    ],
    ['cursor', 'nextCursor of an earlier answer, unchanged, with the same filters.'],
    ['limit', `From 1 to ${COMPLETION_PAGE_LIMIT_MAX}; ${COMPLETION_PAGE_LIMIT_DEFAULT} when left out.`],
    ['courseid', 'Number of a Totara course. May be repeated.'],
    ['userid', 'Number of a Totara user. May be repeated.'],
    ['status', 'notyetstarted, inprogress, complete, completeviarpl or revoked. May be repeated.'],
    [
      'acknowledged',
      'true or false: whether the record as it is now has been acknowledged by this token’s system.',
    ],
    [
      'Accept (header)',
      'application/json for pages; application/x-ndjson or text/csv for the whole result in one stream.',
    ],
  ],
} as const;

const response = {
  title: 'Response',
  text: 'A record keeps its id for life and gets a new revision with every change. Times are ISO 8601 in UTC. What Totara does not know is null.',
  sample: 'Answer',
  sampleNote:
    'The shape of the last completion of this site. The person, the times and the result are made up.',
  fieldsHeading: 'Fields',
  fields: [
    ['items', 'The records of this page.'],
    ['hasMore', 'Whether there is more now. When it is false, poll again later with nextCursor.'],
    ['nextCursor', 'Where to go on. Always given.'],
    ['consistentThrough', 'Everything recorded before this moment has been told once hasMore is false.'],
    ['status', 'revoked means that Totara withdrew a completion: take it back on your side as well.'],
    ['grade', 'Points, what they are out of, and the percentage where it is certain.'],
    ['archived', 'true for an earlier round of a certification.'],
  ],
} as const;

const acknowledge = {
  title: 'Acknowledge',
  text: `Say what has become of records that were read, at most ${ACKNOWLEDGED_ITEMS_MAX} a call. Repeating a call changes nothing. A rejection needs a reason; managers see it in the control panel, in your words.`,
  samples: 'Acknowledge completions',
  answer: 'Answer',
  parameters: 'Fields of an item',
  list: [
    ['id', 'The id of the record.'],
    ['revision', 'As it was read. Left out: the present one.'],
    ['outcome', 'accepted or rejected; accepted when left out.'],
    ['externalId', 'Your own number for it.'],
    ['reason', 'Why it was rejected.'],
  ],
  results: 'Results',
  resultList: [
    ['acknowledged', 'Noted.'],
    ['already_acknowledged', 'The same was said before.'],
    ['superseded', 'A newer revision exists: read it, then acknowledge that one.'],
    ['unknown', 'There is no such record, or no such revision.'],
  ],
} as const;

const errors = {
  title: 'Errors',
  text: 'Errors are application/problem+json. Quote the requestId when you ask for help: it finds the call in the log.',
  sample: 'Example',
  codes: 'Statuses',
  list: [
    ['400', 'A parameter is not right; errors names it.'],
    ['401', 'No token, or one that is wrong, expired or revoked.'],
    ['403', 'The token may not be used from this address, or not for this call.'],
    ['413, 415', 'The body is too large, or no JSON.'],
    ['429', 'Too many calls. Wait as many seconds as Retry-After says.'],
    ['503', 'The Pull API or the whole integration is switched off. Try again later with the same cursor.'],
  ],
} as const;

const push = {
  title: 'Push: what Oracle must provide',
  text: 'Push sends completions to Oracle by itself. This is what happens to each, and what Oracle’s side has to offer.',
  steps: [
    'A learner completes a course in Totara. It is noticed within seconds and queued in the same moment as it is recorded.',
    'The service asks Oracle’s Token URL for an OAuth2 token by client credentials, with the scope in Settings, and renews it before it ends.',
    'It sends completions to Oracle’s Base URL by the delivery profile in Settings. Repeating a request records nothing twice.',
    'Oracle answers for each item. What it took is sent; what it refused is shown with its reason; what it could not take just now is tried again by itself.',
    'When Oracle as a whole is in trouble, everything waits and nothing is counted as failed. Deliveries go on by themselves afterwards.',
  ],
  profiles: 'Delivery profiles',
  chosen: (title: string) => `${title} (chosen)`,
  loading: 'Loading what Oracle must provide',
  failedTitle: 'What Oracle must provide cannot be shown',
  needs: 'Oracle needs',
  noUrl: (method: string) => `${method}, to an address below the Base URL, which is not set yet.`,
  request: 'Request to Oracle',
  answers: 'Answers of Oracle',
  answer: (status: number) => `Oracle’s answer ${status}`,
} as const;

const tryIt = {
  title: 'Try it',
  text: 'Calls the live Pull API from this page. The token is used for this call only; it is stored nowhere and gone when you leave the page.',
  pullOff: 'The Pull API is switched off: a call answers 503 until it is enabled on the Overview.',
  token: 'API token',
  tokenMissing: 'Enter a token. A new one is generated on the Overview, under Quick setup.',
  since: 'since',
  limit: 'limit',
  courseid: 'courseid',
  userid: 'userid',
  status: 'status',
  cursor: 'cursor',
  anyStatus: 'any',
  send: 'Send',
  next: 'Next page',
  request: 'Request',
  answered: (status: number, text: string, milliseconds: number) =>
    `${status}${text === '' ? '' : ` ${text}`} in ${milliseconds} ms`,
  headers: 'Headers',
  body: 'Body',
  cut: (shown: string, all: string) => `The first ${shown} of ${all} characters.`,
  unreachable: 'No answer came. The service cannot be reached from this browser.',
};

export const apiGuide = {
  title: 'API Guide',
  purpose: 'For those who read completions by the Pull API, and for those who prepare Oracle for Push.',
  contents: 'Contents',
  copyAddress: 'Copy the address',
  loading: 'Loading the guide',
  failedTitle: 'The guide cannot be shown',
  authentication,
  read,
  response,
  acknowledge,
  errors,
  push,
  tryIt,
};
