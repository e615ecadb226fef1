import '@testing-library/jest-dom/jest-globals';
import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { notifications } from '@mantine/notifications';
import { cleanup, configure } from '@testing-library/react';
import { server } from './src/testing/msw/server';

/** jsdom does not lay out pages: nothing ever matches a media query and nothing ever changes its size. */
class UnchangingSize implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

window.matchMedia = (query) => ({
  media: query,
  matches: false,
  onchange: null,
  addListener: () => undefined,
  removeListener: () => undefined,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
  dispatchEvent: () => false,
});
window.ResizeObserver = UnchangingSize;
window.scrollTo = () => undefined;
Element.prototype.scrollIntoView = () => undefined;
/** Fields that grow with their text measure it anew once fonts are there. */
Object.defineProperty(document, 'fonts', { value: new EventTarget() });
// Charts draw nothing, and warn, in a frame without a size.
HTMLElement.prototype.getBoundingClientRect = () => new DOMRect(0, 0, 800, 400);

/**
 * jsdom takes only the signals of its own, and the tests have Node's (`jest.environment.ts`): listeners that end with
 * one are taken off by hand.
 */
const { addEventListener } = EventTarget.prototype;
EventTarget.prototype.addEventListener = function (type, listener, options) {
  const { signal, ...rest } = typeof options === 'object' ? options : { capture: options };
  addEventListener.call(this, type, listener, rest);
  signal?.addEventListener('abort', () => this.removeEventListener(type, listener, rest), { once: true });
};

// A screen's code is loaded when it is opened, and a machine may be busy: waits end when their condition holds.
configure({ asyncUtilTimeout: 90_000 });

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  cleanup();
  notifications.clean();
  server.resetHandlers();
  window.localStorage.clear();
});
afterAll(() => server.close());
