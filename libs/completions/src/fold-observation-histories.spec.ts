import { createRandom, type Random } from '@oracle-integration/testing';
import type { CompletionObservation, LearnerCourseObservation } from './observation';
import { aPicture, currentRow, day, historyRow, MARIA } from './testing/a-picture';
import { MemoryLedger } from './testing/memory-ledger';

/** A site's rows of one learner in one course, moved by what happens in Totara. */
class LearnerLife {
  current: CompletionObservation | null = null;
  history: CompletionObservation[] = [];
  user: LearnerCourseObservation['user'] = MARIA;
  private nextRowId = 1;

  constructor(private readonly random: Random) {}

  picture(): LearnerCourseObservation {
    return aPicture({ current: this.current, history: [...this.history], user: this.user });
  }

  step(): void {
    const { random } = this;
    const someDay = () => day(random.integer(1, 6));
    const steps: (() => void)[] = [
      () => (this.current ??= currentRow({ sourceRowId: this.nextRowId++ })),
      () => this.change({ status: 'complete', completedAt: someDay(), rpl: null }),
      () => this.change({ status: 'completeviarpl', completedAt: someDay(), rpl: 'Certificate' }),
      () => this.change({ status: 'inprogress', completedAt: null, rpl: null }),
      () => this.archive(),
      () => (this.current = null),
      () => (this.history = this.history.slice(1)),
      () =>
        this.history.push(historyRow(someDay(), { value: random.integer(0, 100), max: null, percent: null })),
      () => (this.user = random.pick([MARIA, { ...MARIA, deleted: true, username: 'deleted_1' }, null])),
    ];
    steps[random.integer(0, steps.length - 1)]!();
  }

  private change(values: Partial<CompletionObservation>): void {
    if (this.current) this.current = { ...this.current, ...values };
  }

  private archive(): void {
    if (this.current?.completedAt) this.history.push(historyRow(this.current.completedAt));
    this.current = null;
  }
}

/** The times that a picture holds completions of; `null` for an unfinished enrolment. */
function timesHeld({ current, history }: LearnerCourseObservation): (number | null)[] {
  const archived = history.flatMap(({ completedAt }) => (completedAt ? [completedAt.getTime()] : []));
  const present = current ? [current.completedAt?.getTime() ?? null] : [];
  return [...new Set([...archived, ...present])].sort();
}

describe('foldObservation on random histories', () => {
  it.each(Array.from({ length: 60 }, (_, seed) => seed))(
    'agrees with the site after every step (seed %i)',
    (seed) => {
      const life = new LearnerLife(createRandom(seed));
      const ledger = new MemoryLedger();

      for (let step = 0; step < 60; step += 1) {
        life.step();
        const before = new Map(ledger.records.map((record) => [record.id, record]));
        const changes = ledger.fold(life.picture());
        const again = ledger.fold(life.picture());

        const inForce = ledger.records.filter(({ status }) => status !== 'revoked');
        const identities = ledger.records.map(({ completedAt }) => completedAt?.getTime() ?? null);
        expect(inForce.map(({ completedAt }) => completedAt?.getTime() ?? null).sort()).toEqual(
          timesHeld(life.picture()),
        );
        expect(new Set(identities).size).toBe(identities.length);
        expect(again).toEqual([]);
        expect(new Set(changes.map(({ id }) => id)).size).toBe(changes.length);
        for (const { id, revision } of changes) expect(revision).toBe((before.get(id)?.revision ?? 0) + 1);
        for (const record of ledger.records) {
          const hadName = before.get(record.id)?.publicJson.includes('"mlopez"') ?? false;
          expect(record.publicJson.includes('"mlopez"') || !hadName).toBe(true);
        }
      }
    },
  );
});
