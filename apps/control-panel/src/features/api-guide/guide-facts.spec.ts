import { describe, expect, it } from '@jest/globals';
import { anOverview } from '../../testing/factories/overview';
import { guideFactsOf } from './guide-facts';

const overview = anOverview().build();
const { sample: invented } = guideFactsOf(overview, null);

describe('guideFactsOf', () => {
  it('knows the addresses of the site', () => {
    expect(guideFactsOf(overview, null)).toMatchObject({
      completionsUrl: 'https://integration.example.com/api/v1/completions',
      acknowledgementUrl: 'https://integration.example.com/api/v1/completions/ack',
      isPullOn: true,
    });
  });

  it('keeps the course and the empty fields of a real record, and nothing of the person', () => {
    const { sample } = guideFactsOf(overview, {
      ...invented,
      id: 'real-id',
      userId: 4711,
      grade: null,
      timecompleted: '2025-07-07T07:07:07Z',
      rpl: 'Was a fire fighter',
      user: { ...invented.user, id: 4711, firstname: 'Real', lastname: 'Person', email: 'real@example.org' },
      course: { ...invented.course, fullname: 'Manual Handling' },
    });

    expect(sample.course.fullname).toBe('Manual Handling');
    expect(sample.grade).toBeNull();
    expect(JSON.stringify(sample)).not.toMatch(/real|4711|Person|2025-07|fighter/i);
  });
});
