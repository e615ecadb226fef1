import fc from 'fast-check';
import { v5 } from 'uuid';
import { nameBasedUuid } from './name-based-uuid';

describe('nameBasedUuid', () => {
  it('makes the example of the RFC', () => {
    expect(nameBasedUuid('www.example.com', '6ba7b810-9dad-11d1-80b4-00c04fd430c8')).toBe(
      '2ed6657d-e927-568b-95e1-2665a8aea6a2',
    );
  });

  it('makes what the package uuid makes, whatever the name and the namespace', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.uuid(), (name, namespace) => {
        expect(nameBasedUuid(name, namespace)).toBe(v5(name, namespace));
      }),
    );
  });
});
