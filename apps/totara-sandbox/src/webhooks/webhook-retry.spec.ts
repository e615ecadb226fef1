import { webhookFate } from './webhook-retry';

describe('what becomes of a webhook', () => {
  it.each([200, 202, 204, 299])('is sent once it is answered with %i', (status) => {
    expect(webhookFate(status, 1)).toEqual({ kind: 'sent' });
  });

  it.each([400, 401, 403, 404, 409, 413, 429, 499])('is dead at once after %i', (status) => {
    expect(webhookFate(status, 1)).toEqual({ kind: 'dead' });
  });

  it.each([undefined, 301, 500, 502, 503])('is tried again after %p', (status) => {
    expect(webhookFate(status, 1)).toEqual({ kind: 'retry', minutes: 1 });
  });

  it('waits longer each time, and is dead after the eleventh try', () => {
    const fates = Array.from({ length: 11 }, (_, index) => webhookFate(503, index + 1));

    expect(fates.map((fate) => (fate.kind === 'retry' ? fate.minutes : fate.kind))).toEqual([
      1,
      2,
      5,
      15,
      30,
      60,
      180,
      360,
      720,
      1440,
      'dead',
    ]);
  });
});
