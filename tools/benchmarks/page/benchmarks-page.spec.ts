import type { BenchmarkResult } from '../benchmark';
import type { SoakMinute } from '../soak/soak-result';
import type { RunHead } from './benchmark-record';
import { benchmarksPage } from './benchmarks-page';

const HEAD: RunHead = {
  at: '2026-11-28T08:15:30.000Z',
  commit: 'abc1234',
  machine: {
    processor: 'Some CPU',
    cores: 2,
    memoryGb: 24,
    disk: 'vda (solid state)',
    kernel: 'Linux 6.8.0',
    node: '24.1.0',
    postgres: '18.4',
    loadBefore: 0.2,
  },
};

const SPEED: BenchmarkResult = {
  name: 'pull.page100',
  value: 3_000,
  unit: 'requests/s',
  rivals: [{ name: 'a | b', value: 1_000 }],
  ceiling: { name: 'bare', value: 4_000 },
  says: 'Pages of a hundred.',
};

const TIME: BenchmarkResult = {
  ...SPEED,
  name: 'start.ready',
  value: 2_000,
  unit: 'ms',
  rivals: [],
  isLessBetter: true,
  ceiling: { name: 'PostgreSQL alone', value: 500 },
};

const MINUTE: SoakMinute = {
  minute: 1,
  written: 30_000,
  delivered: 30_000,
  deliveryP50Ms: 900,
  deliveryP99Ms: 1_500,
  pullP50Ms: 10,
  pullP99Ms: 40,
  waiting: 500,
  apiMb: 150,
  workerMb: 200,
  ledgerMb: 100,
  queueMb: 20,
  attemptsMb: 5,
};

function pageOf(results: BenchmarkResult[], head = HEAD): string {
  const group = { name: 'pull', title: 'Reading', seconds: 61.4, results };
  return benchmarksPage({ run: { ...head, scale: 'quick', groups: [group] } });
}

describe('benchmarksPage', () => {
  it('describes the machine and the moment', () => {
    const page = pageOf([SPEED]);

    expect(page).toContain('Some CPU, 2 cores, 24 GB of memory, disk vda (solid state)');
    expect(page).toContain('Linux 6.8.0, Node 24.1.0, PostgreSQL 18.4');
    expect(page).toContain('2026-11-28 08:15 UTC, commit abc1234');
    expect(page).toContain('The whole took 1 min 1 s');
  });

  it('tells whether other work shared the machine', () => {
    const busy = { ...HEAD, machine: { ...HEAD.machine, loadBefore: 3.1 } };

    expect(pageOf([SPEED])).toContain('0.2, a quiet machine');
    expect(pageOf([SPEED], busy)).toContain('3.1. Other work shared the machine');
  });

  it('shows each line with its rivals, its ceiling, the ratios and what it says', () => {
    const page = pageOf([SPEED]);

    expect(page).toContain(
      '| `pull.page100` | 3,000 requests/s | a \\| b: 1,000 (×3) | bare: 4,000 | 0.75 |',
    );
    expect(page).toContain('- `pull.page100`: Pages of a hundred.');
  });

  it('counts a time that is longer as worse', () => {
    expect(pageOf([TIME])).toContain('| `start.ready` | 2,000 ms | none | PostgreSQL alone: 500 | 0.25 |');
  });

  it('shows a soak without a run, and says what was not flat', () => {
    const page = soakPage(10);

    expect(page).toContain('**Not flat from the second minute on: Pull, p99.**');
    expect(page).toContain('| Pull, p99 | 50 ms | 900 ms | 250 ms | not flat |');
    expect(page).not.toContain('Measured on');
  });

  it('does not judge a soak of two minutes', () => {
    expect(soakPage(2)).toContain('**Too short to judge: that takes 5 minutes.**');
  });

  function soakPage(minutes: number): string {
    return benchmarksPage({
      soak: {
        ...HEAD,
        result: {
          minutes: Array.from({ length: minutes }, (_, minute) => ({ ...MINUTE, minute: minute + 1 })),
          verdicts: [
            { figure: 'memory of the API', unit: 'MB', mean: 200, rise: 1, allowedRise: 40, isFlat: true },
            { figure: 'Pull, p99', unit: 'ms', mean: 50, rise: 900, allowedRise: 250, isFlat: false },
          ],
          written: 60_000,
          delivered: 60_000,
          deliveredTwice: 0,
          pulled: 60_000,
          purged: 20_000,
          reconciliations: 2,
        },
      },
    });
  }
});
