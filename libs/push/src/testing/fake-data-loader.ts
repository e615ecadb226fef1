import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { readZip } from '@oracle-integration/testing';
import { type RunningServer, startHttpServer } from './http-server';

export interface FakeMessage {
  readonly FileLine?: number | null;
  readonly SourceSystemId?: string | null;
  readonly MessageTypeCode?: string;
  readonly MessageText?: string;
}

/** What a data set comes to. */
export interface FakeResult {
  readonly status: string;
  readonly loaded: number;
  readonly refused?: number;
  readonly unprocessed?: number;
  readonly messages?: readonly FakeMessage[];
}

interface Answer {
  readonly status?: number;
  readonly body?: string;
  readonly headers?: Record<string, string>;
}

/** What is done instead of the usual; `lost`: it is carried out, and the connection breaks before an answer. */
export type Instead = Answer | 'lost' | undefined;

const ROOT = '/hcmRestApi/resources/11.13.18.05/dataLoadDataSets';
/** No JavaScript number holds them. */
export const FIRST_DATA_SET = 9_007_199_254_740_993n;

/** HCM Data Loader as a test wants it: it notes what it is sent, and comes to the results that it is told. */
export class FakeDataLoader {
  /** `METHOD path` of each request but those for tokens. */
  readonly requests: string[] = [];
  /** `LearningRecord.dat` of each upload. */
  readonly files: string[] = [];
  readonly names: string[] = [];
  /** Of each data set in its turn; without one, all lines are loaded. */
  results: FakeResult[] = [];
  /** So many looks at each data set find it under way. */
  looksBefore = 0;
  pageSize = 2;
  /** Asked before each request is carried out. */
  instead: (request: string) => Instead = () => undefined;
  private looks = 0;
  private server: RunningServer | undefined;

  static async start(): Promise<FakeDataLoader> {
    const loader = new FakeDataLoader();
    loader.server = await startHttpServer((request, response) => void loader.handle(request, response));
    return loader;
  }

  get url(): string {
    if (!this.server) throw new Error('The fake was not started.');
    return this.server.url;
  }

  async close(): Promise<void> {
    await this.server?.close();
  }

  /** How often something was asked. */
  times(word: string): number {
    return this.requests.filter((request) => request.includes(word)).length;
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = request;
    if (url === '/token') {
      return send(response, { body: '{"access_token":"token","token_type":"Bearer","expires_in":3600}' });
    }
    const body = method === 'POST' ? ((await json(request)) as Record<string, string>) : {};
    const name = `${method} ${url.slice(ROOT.length)}`;
    this.requests.push(name);
    const instead = this.instead(name);
    if (instead && instead !== 'lost') return send(response, instead);
    const answer = await this.carryOut(name, body);
    if (instead === 'lost') response.destroy();
    else send(response, answer);
  }

  private async carryOut(request: string, body: Record<string, string>): Promise<Answer> {
    if (request === 'POST /action/uploadFile') {
      const files = await readZip(Buffer.from(body['content']!, 'base64'));
      this.files.push(files.get('LearningRecord.dat')!);
      return { body: `{"result":{"ContentId":"UCMFA${this.files.length}"}}` };
    }
    if (request === 'POST /action/createFileDataSet') {
      this.names.push(body['dataSetName']!);
      this.looks = 0;
      return { body: `{"result":{"RequestId":${idOf(this.names.length - 1)}}}` };
    }
    const [path = '', query = ''] = request.slice('GET '.length).split('?');
    const parameters = new URLSearchParams(query);
    if (path === '') {
      const at = this.names.findIndex((name) => parameters.get('q') === `DataSetName='${name}'`);
      return { body: `{"items":[${at < 0 ? '' : `{"RequestId":${idOf(at)}}`}]}` };
    }
    const [, id, child] = path.split('/');
    const result = this.resultOf(this.names.findIndex((_, at) => idOf(at) === id));
    if (child) return { body: this.pageOf(result.messages ?? [], Number(parameters.get('offset'))) };
    this.looks += 1;
    return {
      body: viewText(this.looks <= this.looksBefore ? { status: 'ORA_IN_PROGRESS', loaded: 0 } : result),
    };
  }

  private resultOf(at: number): FakeResult {
    const lines = this.files[at]!.split('\n').length - 2;
    return this.results[at] ?? { status: 'ORA_COMPLETED', loaded: lines };
  }

  private pageOf(messages: readonly FakeMessage[], offset: number): string {
    const items = messages.slice(offset, offset + this.pageSize);
    const hasMore = offset + items.length < messages.length;
    return JSON.stringify({ items: items.map((one) => ({ MessageTypeCode: 'ERROR', ...one })), hasMore });
  }
}

function idOf(at: number): string {
  return String(FIRST_DATA_SET + BigInt(at) * 2n);
}

function viewText({ status, loaded, refused = 0, unprocessed = 0 }: FakeResult): string {
  return JSON.stringify({
    DataSetStatusCode: status,
    FileLineImportErrorCount: 0,
    ObjectLoadErrorCount: refused,
    ObjectRollbackErrorCount: 0,
    ObjectSuccessCount: loaded,
    ObjectUnprocessedCount: unprocessed,
  });
}

function send(response: ServerResponse, { status = 200, body = '', headers = {} }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
}
