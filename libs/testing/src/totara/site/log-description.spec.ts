import { describeCompletion, describeHistory } from './log-description';

const completion = {
  timeenrolled: 1_767_600_000,
  timestarted: 0,
  timecompleted: 1_769_954_591,
  rpl: null,
  rplgrade: null,
  reaggregate: 0,
  status: 50,
};

describe('log descriptions', () => {
  it('tells the state after the change as a list, times with their epoch seconds', () => {
    const description = describeCompletion('Completion manually edited', completion);

    expect(description).toContain('Completion manually edited<br/><ul><li>Status: Complete (50)</li>');
    expect(description).toContain('<li>Time completed: 1 February 2026, 14:03 (1769954591)</li>');
    expect(description).toContain('<li>Time started: Not set (0)</li>');
  });

  it('escapes what people typed', () => {
    const description = describeCompletion('Edited', { ...completion, status: 75, rpl: '<b>A & B</b>' });

    expect(description).toContain('<li>RPL: &lt;b&gt;A &amp; B&lt;/b&gt;</li>');
  });

  it('survives a time that no date can hold', () => {
    const description = describeCompletion('Edited', { ...completion, timecompleted: 9_000_000_000_000_000 });

    expect(description).toContain('Time completed: Out of range (9000000000000000)');
  });

  it('names the history row', () => {
    const description = describeHistory('Archived', { id: 12, timecompleted: null, grade: 85.5 });

    expect(description).toBe(
      'Archived<br/><ul><li>CCHID: 12</li><li>Time completed: Not set (null)</li><li>Grade: 85.5</li></ul>',
    );
  });
});
