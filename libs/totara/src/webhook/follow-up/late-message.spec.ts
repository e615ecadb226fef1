import { type LateVerdict, verdictOnLate } from './late-message';
import type { ToldSince } from './message-claim.repository';
import type { Told } from './telling';

const NOTHING: ToldSince = { sameRow: false, row: false, revoked: false, archived: false, described: false };

const CASES: [string, Told, Partial<ToldSince>, LateVerdict][] = [
  ['a row when nothing was told', 'row', {}, 'tell'],
  ['a row when a later state of it was told', 'row', { sameRow: true, row: true }, 'overtaken'],
  ['a row when another row was told', 'row', { row: true }, 'tell_archived'],
  ['a row when the present one was archived', 'row', { archived: true }, 'tell_archived'],
  ['a row when the present one was revoked', 'row', { revoked: true }, 'overtaken'],
  ['a row when another row was told and revoked', 'row', { row: true, revoked: true }, 'tell_archived'],
  ['a row when only names were told', 'row', { described: true }, 'tell'],
  ['an archiving when a row was told', 'archived', { row: true }, 'overtaken'],
  ['an archiving when one was told', 'archived', { archived: true }, 'tell'],
  ['a revocation when a row was told', 'revoked', { row: true }, 'overtaken'],
  ['a revocation when nothing was told', 'revoked', {}, 'tell'],
  ['names when newer ones were told', 'described', { described: true }, 'overtaken'],
  ['names when a row was told', 'described', { row: true, sameRow: true }, 'tell'],
];

describe('verdictOnLate', () => {
  it.each(CASES)('on %s', (_, told, since, verdict) => {
    expect(verdictOnLate(told, { ...NOTHING, ...since })).toBe(verdict);
  });

  it('lets tell what nobody has told anything about since', () => {
    expect(verdictOnLate('revoked', undefined)).toBe('tell');
  });
});
