import { TestEnvironment } from 'jest-environment-jsdom';

/** What a browser has and jsdom lacks; taken from Node so that the fetch of the tests is a real one. */
const fromNode = {
  fetch,
  Headers,
  Request,
  Response,
  Blob,
  ReadableStream,
  WritableStream,
  TransformStream,
  CompressionStream,
  DecompressionStream,
  TextEncoder,
  TextDecoder,
  TextEncoderStream,
  TextDecoderStream,
  BroadcastChannel,
  structuredClone,
  // Node's fetch refuses the signals of jsdom: "Expected signal to be an instance of AbortSignal".
  AbortController,
  AbortSignal,
};

/**
 * A browser page for component tests: jsdom, with the network parts of the platform.
 *
 * Packages resolve by their `node` entry, because the fake server (MSW) lives in the test process.
 */
export class BrowserPageEnvironment extends TestEnvironment {
  override exportConditions(): string[] {
    return ['node', 'node-addons'];
  }

  private readonly zoneOfMachine = process.env['TZ'];

  override async setup(): Promise<void> {
    // Days and hours are shown in the zone of whoever looks: the tests look from one, wherever they run.
    process.env['TZ'] = 'UTC';
    await super.setup();
    for (const [name, value] of Object.entries(fromNode)) {
      Object.defineProperty(this.global, name, { value, configurable: true, writable: true });
    }
  }

  /** The next tests of this process need not be the panel's. */
  override async teardown(): Promise<void> {
    if (this.zoneOfMachine === undefined) delete process.env['TZ'];
    else process.env['TZ'] = this.zoneOfMachine;
    await super.teardown();
  }
}

export { BrowserPageEnvironment as default };
