import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

export interface DocumentedParameter {
  name: string;
  in: string;
  schema: object;
}

export interface DocumentedOperation {
  operationId: string;
  security: object[];
  parameters?: DocumentedParameter[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, DocumentedResponse>;
}

interface DocumentedResponse {
  headers?: Record<string, { required?: boolean }>;
  content?: Record<string, { schema: object }>;
}

interface OpenApiDocument {
  paths: Record<string, Record<string, DocumentedOperation>>;
}

/** One operation with where it is. */
export interface Endpoint {
  readonly method: string;
  readonly path: string;
  readonly operation: DocumentedOperation;
}

/** The document of a running service, as the judge of its answers. */
export class ApiContract {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true });
  private readonly compiled = new Map<string, ValidateFunction>();
  /** `GET /api/v1/completions 200`: what was seen so far. */
  readonly seen = new Set<string>();

  private constructor(private readonly document: OpenApiDocument) {
    addFormats.default(this.ajv);
    this.ajv.addSchema(document, 'document');
  }

  /** Asks the service for its document. */
  static async of(serviceUrl: string): Promise<ApiContract> {
    const answer = await fetch(`${serviceUrl}/api/openapi.json`);
    return new ApiContract((await answer.json()) as OpenApiDocument);
  }

  get endpoints(): Endpoint[] {
    return Object.entries(this.document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
    );
  }

  /** What an answer has that the document does not say; nothing when they agree. */
  async differences(method: string, path: string, answer: Response): Promise<string[]> {
    const operation = this.document.paths[path]?.[method.toLowerCase()];
    const where = `${method} ${path} ${answer.status}`;
    const body = await answer.text();
    const documented = operation?.responses[String(answer.status)];
    if (!documented) return [`${where} is not documented: ${body.slice(0, 300)}`];
    this.seen.add(where);
    const missing = Object.entries(documented.headers ?? {}).flatMap(([name, { required }]) =>
      required && !answer.headers.has(name) ? [name] : [],
    );
    return [
      ...missing.map((name) => `${where} lacks the header ${name}`),
      ...this.bodyDifferences(documented, answer, body).map((difference) => `${where}: ${difference}`),
    ];
  }

  private bodyDifferences(documented: DocumentedResponse, answer: Response, body: string): string[] {
    if (!documented.content)
      return body === '' ? [] : [`a body that is not documented: ${body.slice(0, 300)}`];
    const type = answer.headers.get('content-type')?.split(';')[0] ?? 'no content type';
    const content = documented.content[type];
    if (!content) return [`${type} is not documented`];
    if (/\/(problem\+)?json$/.test(type)) return this.faults(content.schema, JSON.parse(body) as unknown);
    if (type !== 'application/x-ndjson') return this.faults(content.schema, body);
    const lines = body.split('\n').filter(Boolean);
    return lines.flatMap((line) =>
      this.faults({ $ref: '#/components/schemas/Completion' }, JSON.parse(line) as unknown),
    );
  }

  private faults(schema: object, value: unknown): string[] {
    const text = JSON.stringify(schema).replaceAll('"#/', '"document#/');
    const validate = this.compiled.get(text) ?? this.ajv.compile(JSON.parse(text) as object);
    this.compiled.set(text, validate);
    if (validate(value)) return [];
    return validate.errors!.map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  }
}
