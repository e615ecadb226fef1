import { CapturePositionEntity } from './capture-position.entity';
import { captureStatusView } from './capture-status.mapper';

const SOURCE = 'postgres://totara.example:5432/totara';

function aPosition(differences: Partial<CapturePositionEntity> = {}): CapturePositionEntity {
  const following: Partial<CapturePositionEntity> = {
    siteId: 'site',
    phase: 'following',
    rowsRead: '4600',
    firstLoadFinishedAt: new Date('2026-03-01T08:00:00Z'),
    lastReadAt: new Date('2026-03-01T09:00:00Z'),
    troubleCode: null,
  };
  return Object.assign(new CapturePositionEntity(), following, differences);
}

const trouble = {
  troubleCode: 'TOTARA.UNREACHABLE',
  troubleReason: 'The Totara database refuses the connection.',
  troubleAction: 'IT: network or database server.',
  troubleSince: new Date('2026-03-01T10:00:00Z'),
};

describe('what a manager sees of the road from Totara', () => {
  it.each([
    ['no source is configured', null, aPosition(), 'not_configured'],
    ['the site was never reached', SOURCE, null, 'starting'],
    [
      'the site has no position yet',
      SOURCE,
      aPosition({ phase: null, firstLoadFinishedAt: null }),
      'starting',
    ],
    [
      'the first load is under way',
      SOURCE,
      aPosition({ phase: 'history', firstLoadFinishedAt: null }),
      'loading',
    ],
    ['changes are followed', SOURCE, aPosition(), 'following'],
    ['it cannot be read', SOURCE, aPosition(trouble), 'trouble'],
    ['it could never be read', SOURCE, aPosition({ ...trouble, phase: null }), 'trouble'],
  ])('%s', (_, source, position, state) => {
    expect(captureStatusView('site', source, position).state).toBe(state);
  });

  it('tells figures and times', () => {
    expect(captureStatusView('site', SOURCE, aPosition())).toEqual({
      state: 'following',
      siteId: 'site',
      source: SOURCE,
      rowsRead: 4600,
      firstLoadFinishedAt: '2026-03-01T08:00:00.000Z',
      lastReadAt: '2026-03-01T09:00:00.000Z',
      trouble: null,
    });
  });

  it('tells the trouble, since when, and who must act', () => {
    expect(captureStatusView('site', SOURCE, aPosition(trouble)).trouble).toEqual({
      code: 'TOTARA.UNREACHABLE',
      reason: 'The Totara database refuses the connection.',
      action: 'IT: network or database server.',
      since: '2026-03-01T10:00:00.000Z',
    });
  });
});
