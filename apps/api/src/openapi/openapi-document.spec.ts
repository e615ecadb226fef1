import 'reflect-metadata';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { openApiDocument } from './openapi-document';

interface Content {
  schema: { $ref?: string };
  example?: unknown;
  examples?: Record<string, { value: unknown }>;
}
interface Operation {
  operationId: string;
  parameters?: { name: string; description?: string; schema: object; example?: unknown }[];
  requestBody?: { content: Record<string, Content> };
  responses: Record<string, { description: string; content?: Record<string, Content> }>;
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
}

const document = JSON.parse(JSON.stringify(openApiDocument('https://integration.example.com'))) as Document;
const operations = Object.values(document.paths).flatMap((item) => Object.values(item));

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(document, 'document');

/** A schema of the document, which may refer to its components. */
function validate(schema: object, value: unknown): unknown[] {
  const absolute = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"document#/')) as object;
  const check = ajv.compile(absolute);
  return check(value) ? [] : [...check.errors!];
}

function examplesOf({ operationId, requestBody, responses }: Operation): [string, object, unknown][] {
  const contents = [
    ...Object.entries(requestBody?.content ?? {}),
    ...Object.values(responses).flatMap(({ content = {} }) => Object.entries(content)),
  ];
  return contents.flatMap(([type, { schema, example, examples = {} }]): [string, object, unknown][] => [
    ...(example === undefined
      ? []
      : [[`${operationId} ${type}`, schema, example] as [string, object, unknown]]),
    ...Object.entries(examples).map(([name, { value }]): [string, object, unknown] => [
      `${operationId} ${type} ${name}`,
      schema,
      value,
    ]),
  ]);
}

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const result = await new Validator().validate({ ...structuredClone(document) });

    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
    expect(document.openapi).toBe('3.1.0');
  });

  it('describes what outside systems call', () => {
    expect(
      Object.entries(document.paths).map(([path, item]) => `${path} ${Object.keys(item).join(' ')}`),
    ).toEqual(
      expect.arrayContaining([
        '/api/v1/completions get head',
        '/api/v1/completions/ack post',
        '/api/v1/totara/events post',
        '/health/live get head',
        '/health/ready get head',
        '/metrics get head',
        '/api/openapi.json get head',
        '/api/docs get head',
      ]) as string[],
    );
  });

  it('names each operation once', () => {
    const ids = operations.map(({ operationId }) => operationId);

    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(operations.flatMap(examplesOf))(
    'shows only examples that its own schemas allow: %s',
    (_, schema, example) => {
      expect(validate(schema, example)).toEqual([]);
    },
  );

  it('shows examples of parameters that are allowed, and describes each parameter', () => {
    const parameters = operations.flatMap((operation) => operation.parameters ?? []);
    const wrong = parameters.filter(
      ({ schema, example }) => example !== undefined && validate(schema, example).length > 0,
    );

    expect(parameters.length).toBeGreaterThan(5);
    expect(wrong).toEqual([]);
    expect(parameters.filter(({ description }) => !description)).toEqual([]);
  });

  it('refuses a member that it does not describe', () => {
    const page = {
      items: [],
      hasMore: false,
      nextCursor: 'x',
      consistentThrough: '2026-02-01T14:03:41.000Z',
    };
    const schema = { $ref: '#/components/schemas/CompletionPage' };

    expect(validate(schema, page)).toEqual([]);
    expect(validate(schema, { ...page, total: 5 })).toHaveLength(1);
  });
});
