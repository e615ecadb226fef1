import { panelPath } from './return-path';

describe('panelPath', () => {
  it.each(['/', '/queue', '/queue?status=failed&q=a%20b#row-7'])('keeps %s', (path) => {
    expect(panelPath(path)).toBe(path);
  });

  it.each([
    undefined,
    '',
    'queue',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    'javascript:alert(1)',
    '/api/admin/session',
    `/${'x'.repeat(500)}`,
  ])('leads home from %j', (path) => {
    expect(panelPath(path)).toBe('/');
  });
});
