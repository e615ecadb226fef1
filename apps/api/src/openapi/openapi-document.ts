import type { ApiError, ApiFieldError } from '@oracle-integration/contracts';
import {
  type DescribedAnswer,
  type DescribedOperation,
  HEALTH_OPERATIONS,
  HEALTH_SCHEMAS,
  type JsonSchema,
  objectSchema,
  schemaNamed,
} from '@oracle-integration/platform';
import { PULL_OPERATIONS, PULL_SCHEMAS } from '@oracle-integration/pull';
import { WEBHOOK_OPERATIONS, WEBHOOK_SCHEMAS } from '@oracle-integration/totara';
import { metricsOperations } from '../metrics/metrics-operations';
import { DOCUMENT_SCHEMAS, documentOperations } from './document-operations';
import { refusalResponses } from './refusal-responses';

const DESCRIPTION = `
**A poller in four sentences.** Keep one text, the cursor. Ask \`GET /api/v1/completions?cursor=…\` (the first time without it, or with \`since\`), use the items, keep \`nextCursor\`. While \`hasMore\` is true ask again at once; then again whenever you like. Nothing is lost and nothing comes twice, whatever is written meanwhile.

**Refusals** are \`application/problem+json\` (RFC 9457): \`code\` is for programs, \`detail\` says in a sentence what is wrong and what to do, \`requestId\` finds the request in our log. Unknown parameters and fields are refused, so that a typing error is seen.

**Rate limits** are told by every answer in \`RateLimit\` and \`RateLimit-Policy\`; after a 429 wait as long as \`Retry-After\` says.
`.trim();

const PROBLEM_SCHEMAS = {
  Problem: objectSchema<ApiError>(
    'Why a request was refused, or failed (RFC 9457).',
    {
      type: { type: 'string', const: 'about:blank' },
      title: { type: 'string', description: 'The same for all of this status.' },
      status: { type: 'integer', minimum: 400, maximum: 599 },
      detail: { type: 'string', description: 'What is wrong, where, and what to do.' },
      code: { type: 'string', pattern: String.raw`^[A-Z]+\.[A-Z0-9_]+$`, description: 'For programs.' },
      requestId: { type: 'string', format: 'uuid', description: 'Quote it to an operator.' },
      errors: {
        type: 'array',
        items: schemaNamed('FieldError'),
        description: 'The parameters or fields at fault.',
      },
      checks: {
        type: 'array',
        items: schemaNamed('HealthCheck'),
        description: 'What was looked at, when the process is not ready.',
      },
    },
    ['errors', 'checks'],
  ),
  FieldError: objectSchema<ApiFieldError>('One parameter or field at fault.', {
    field: { type: 'string' },
    message: { type: 'string' },
  }),
} satisfies Record<string, JsonSchema>;

const HEADERS = {
  RateLimit: header('How the limits stand: requests left, and seconds until they are full again.', {
    example: '"token";r=59987;t=42, "address";r=119987;t=42',
  }),
  'RateLimit-Policy': header('The limits: requests in a window of seconds.', {
    example: '"token";q=60000;w=60, "address";q=120000;w=60',
  }),
  'Retry-After': header('Seconds to wait before asking again.', { example: '12' }),
  'X-Next-Cursor': header('Of a stream: the cursor to go on with.', {
    example: 'AQAAAAAAAAfWk3Jv0d2m9sR1cYw4nQ',
  }),
  'X-Consistent-Through': header('As `consistentThrough` of a page.', {
    example: '2026-02-01T14:03:41.000Z',
  }),
  ETag: header('Names what the page holds: send it in If-None-Match to be spared an unchanged one.', {
    example: '"k3Jv0d2m9sR1cYw4nQ"',
  }),
};

const SECURITY_SCHEMES = {
  apiKey: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Api-Key',
    description: 'An API token. A manager generates it in the control panel.',
  },
  bearer: { type: 'http', scheme: 'bearer', description: 'The same API token as a bearer token.' },
  webhookSignature: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Totara-Signature',
    description: 'HMAC-SHA-256 of the body under the webhook secret, in hexadecimal.',
  },
  webhookSecret: { type: 'http', scheme: 'bearer', description: 'The webhook secret itself.' },
};

/** The OpenAPI 3.1 document of what outside systems may call. */
export function openApiDocument(serverUrl: string): object {
  const paths: Record<string, Record<string, object>> = {};
  const operations: readonly DescribedOperation[] = [
    ...PULL_OPERATIONS,
    ...WEBHOOK_OPERATIONS,
    ...HEALTH_OPERATIONS,
    ...metricsOperations(),
    ...documentOperations(),
  ];
  for (const operation of operations) {
    const item = (paths[operation.path] ??= {});
    item[operation.method] = operationObject(operation);
    if (operation.method === 'get') item['head'] = headOf(operation);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Oracle Integration',
      version: '1',
      summary: 'Course completions of a Totara site, for systems that pull them.',
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: serverUrl }],
    tags: [
      { name: 'Completions', description: 'What outside systems pull and acknowledge.' },
      { name: 'Webhooks', description: 'What sites send.' },
      { name: 'Health', description: 'For whoever watches the service.' },
      { name: 'Documentation' },
    ],
    paths,
    components: {
      schemas: {
        ...PULL_SCHEMAS,
        ...WEBHOOK_SCHEMAS,
        ...HEALTH_SCHEMAS,
        ...DOCUMENT_SCHEMAS,
        ...PROBLEM_SCHEMAS,
      },
      headers: HEADERS,
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

function operationObject(operation: DescribedOperation): object {
  const { tag, operationId, summary, description, parameters, body, answers } = operation;
  return {
    tags: [tag],
    operationId,
    summary,
    ...(description ? { description } : {}),
    security: securityOf(operation),
    ...(parameters ? { parameters } : {}),
    ...(body ? { requestBody: { ...body, required: true } } : {}),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, answer]) => [status, answerObject(answer)]),
      ),
      ...refusalResponses(operation),
    },
  };
}

/** As GET, and nothing is answered but the headers. */
function headOf(operation: DescribedOperation): object {
  const get = operationObject(operation) as { responses: Record<string, Record<string, unknown>> };
  const responses = Object.entries(get.responses).map(([status, answer]) => [
    status,
    { ...answer, content: undefined },
  ]);
  return {
    ...get,
    operationId: `${operation.operationId}_head`,
    summary: `${operation.summary}: the headers alone`,
    responses: Object.fromEntries(responses) as object,
  };
}

function securityOf({ rule }: DescribedOperation): object[] {
  if (rule === 'token:read' || rule === 'token:ack') return [{ apiKey: [] }, { bearer: [] }];
  return rule === 'signature' ? [{ webhookSignature: [] }, { webhookSecret: [] }] : [];
}

function answerObject({ description, headers = [], content }: DescribedAnswer): object {
  const named = headers.map((name) => [name, { $ref: `#/components/headers/${name}` }]);
  return {
    description,
    ...(headers.length > 0 ? { headers: Object.fromEntries(named) as object } : {}),
    ...(content ? { content } : {}),
  };
}

function header(description: string, { example }: { example: string }): object {
  return { description, schema: { type: 'string' }, example };
}
