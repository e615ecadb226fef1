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

  override async setup(): Promise<void> {
    await super.setup();
    for (const [name, value] of Object.entries(fromNode)) {
      Object.defineProperty(this.global, name, { value, configurable: true, writable: true });
    }
  }
}

export { BrowserPageEnvironment as default };
