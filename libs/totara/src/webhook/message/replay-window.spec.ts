import { isOutsideWindow } from './replay-window';

const NOW = new Date('2026-02-01T12:00:00.000Z');

describe('isOutsideWindow', () => {
  it.each(['2026-02-01T12:00:00Z', '2026-02-01T11:50:00Z', '2026-02-01T12:10:00Z'])(
    'lets %s pass',
    (sentAt) => {
      expect(isOutsideWindow(new Date(sentAt), NOW)).toBe(false);
    },
  );

  it.each(['2026-02-01T11:49:59Z', '2026-02-01T12:10:01Z', '1970-01-01T00:00:01Z'])(
    'finds %s too far away',
    (sentAt) => {
      expect(isOutsideWindow(new Date(sentAt), NOW)).toBe(true);
    },
  );
});
