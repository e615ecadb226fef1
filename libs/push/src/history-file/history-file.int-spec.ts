import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { ErasureCounts, RequestHistoryFile } from '@oracle-integration/contracts';
import { type RawEnvironment, selectRows } from '@oracle-integration/platform';
import { readLearningRecords, readZip, waitUntil } from '@oracle-integration/testing';
import { DataSource } from 'typeorm';
import { FakeOracle } from '../testing/fake-oracle';
import { aCompletion, configuredFor, type PushSetup, startPush } from '../testing/push-setup';
import { HistoryChunkRepository } from './history-chunk.repository';
import { HistoryErasure } from './history-erasure';
import { HistoryFileRunner } from './history-file-runner';
import { HistoryFileSizes } from './history-file-sizes';
import { HistoryFileStep } from './history-file-step';
import { HistoryFileService } from './history-file.service';
import { HistoryFiles } from './history-files';

const BY = 'kim@example.com';
const SITE = 'totara';
const ALL: RequestHistoryFile = { scope: 'all' };

describe('a history file', () => {
  let oracle: FakeOracle;
  let setup: PushSetup;
  let files: HistoryFileService;
  let runner: HistoryFileRunner;

  beforeEach(async () => {
    oracle = await FakeOracle.start();
  });

  afterEach(async () => {
    await setup.close();
    await oracle.close();
  });

  async function start(variables: RawEnvironment = {}) {
    setup = await startPush(
      configuredFor(oracle.url, { HISTORY_FILE_ASSIGNED_BY: '300100010473116', ...variables }),
    );
    files = setup.service(HistoryFileService);
    runner = setup.service(HistoryFileRunner);
    Object.assign(setup.service(HistoryFileSizes), { page: 10, partLines: 15 });
  }

  /** Completions as Totara tells them, each of another learner. */
  const record = (...changes: Partial<ReturnType<typeof aCompletion>['current'] & object>[]) =>
    setup.ledger.record(
      SITE,
      changes.map((change, index) => {
        const completion = aCompletion(1_000 + index);
        return { ...completion, current: { ...completion.current!, ...change } };
      }),
      { kind: 'later', by: 'change_log' },
    );
  const finished = async (request: RequestHistoryFile) => {
    const { id } = await files.request(request, BY);
    await runner.work();
    return files.find(id);
  };
  const datOf = async (id: string, part = 1) => {
    const { name, content } = await files.archive(id, part);
    const entries = await readZip(content);
    expect([...entries.keys()]).toEqual(['LearningRecord.dat']);
    return { name, dat: entries.get('LearningRecord.dat')! };
  };
  const recordsOf = async (id: string, part = 1) =>
    readLearningRecords((await datOf(id, part)).dat, '2026/11/28');
  const reportOf = async (id: string) => text((await files.report(id)).content);
  const chunkCount = async () =>
    Number(
      (await selectRows<{ count: string }>(setup.dataSource, 'SELECT count(*) FROM history_file_chunks'))[0]!
        .count,
    );

  /** Another process makes so many pages, and is gone: it says nothing more, and keeps its lease. */
  async function workAndDie(pages: number) {
    const { service } = await setup.anotherProcess();
    Object.assign(service(HistoryFileSizes), { page: 10, partLines: 15 });
    const step = service(HistoryFileStep);
    const write = step.write.bind(step);
    let written = 0;
    step.write = async (...given) => {
      if (written === pages) await service(DataSource).destroy();
      written += 1;
      return write(...given);
    };
    await expect(service(HistoryFileRunner).work()).rejects.toThrow();
  }

  it('has every completion that was asked for, or says why not; the next one has the same', async () => {
    await start();
    await setup.record(7);
    await record(
      { completedAt: null },
      { completedAt: new Date('2031-01-01T00:00:00Z') },
      { status: 'inprogress' },
    );

    const first = await finished(ALL);
    const second = await finished(ALL);

    expect(first).toMatchObject({
      state: 'finished',
      selected: 9,
      written: 7,
      leftOut: 2,
      reasons: [
        { code: 'HISTORY.NOT_BEFORE_TODAY', count: 1 },
        { code: 'HISTORY.NO_COMPLETION_DATE', count: 1 },
      ],
      parts: 1,
      hasReport: true,
      failure: null,
    });
    expect(await recordsOf(first.id)).toHaveLength(7);
    expect((await datOf(second.id)).dat).toBe((await datOf(first.id)).dat);
    expect(second.bytes).toBe(Buffer.byteLength((await datOf(first.id)).dat.split('\n').slice(1).join('\n')));
    const [, ...rows] = (await reportOf(first.id)).trimEnd().split('\r\n');
    expect(rows).toHaveLength(2);
    expect(rows.join()).toContain('María López');
  });

  it('comes in parts that each begin anew, and of each line its completion is known', async () => {
    await start();
    const ids = await setup.record(25);

    const { id, parts, written } = await finished(ALL);

    expect({ parts, written }).toEqual({ parts: 2, written: 25 });
    const contents = setup.service(HistoryFiles);
    expect(await contents.partsOf(id)).toEqual([
      { part: 1, lines: 10 },
      { part: 2, lines: 15 },
    ]);
    const records = [...(await recordsOf(id, 1)), ...(await recordsOf(id, 2))];
    expect(new Set(records.map(({ LearnerNumber }) => LearnerNumber)).size).toBe(25);
    const [known, firstLines]: [string[], number[]] = [[], []];
    for (const part of [1, 2])
      for await (const lines of contents.linesOf(id, part)) {
        firstLines.push(lines.firstLine);
        known.push(...lines.recordIds);
      }
    expect(firstLines).toEqual([2, 2, 12]);
    expect([...known].sort()).toEqual([...ids].sort());
    expect((await datOf(id, 2)).name).toMatch(/^LearningRecord-\d{4}-\d\d-\d\d-part2of2\.zip$/);
    await expect(files.archive(id, 3)).rejects.toMatchObject({ code: 'HISTORY_FILE.PART_UNKNOWN' });
  });

  it('has only what was asked for: by time, course and status', async () => {
    await start();
    await record(
      {},
      { completedAt: new Date('2026-03-01T00:00:00Z') },
      { status: 'completeviarpl' },
      { completedAt: null },
    );

    const counts = [
      await finished(ALL),
      await finished({ scope: 'all', from: '2026-02-02' }),
      await finished({ scope: 'all', to: '2026-02-02' }),
      await finished({ scope: 'all', from: '2026-03-01', to: '2026-03-02' }),
      await finished({ scope: 'all', statuses: ['completeviarpl'] }),
      await finished({ scope: 'all', courseIds: [99] }),
    ].map(({ selected }) => selected);

    expect(counts).toEqual([4, 1, 2, 1, 1, 0]);
  });

  it('leaves out what Oracle has when only the rest is asked for', async () => {
    await start();
    await setup.record(3);
    expect(await finished({ scope: 'never_sent' })).toMatchObject({ selected: 3, written: 3 });
    await setup.push.deliverDue();

    expect(await finished({ scope: 'never_sent' })).toMatchObject({ selected: 0, written: 0, parts: 0 });
    await selectRows(
      setup.dataSource,
      `WITH gone AS (DELETE FROM queue_items RETURNING record_id, revision, sent_at)
       INSERT INTO delivery_receipts (record_id, revision, sent_at) SELECT record_id, revision, sent_at FROM gone`,
    );
    const { id, selected } = await finished({ scope: 'never_sent' });

    expect(selected).toBe(0);
    await expect(files.archive(id, 1)).rejects.toMatchObject({ code: 'HISTORY_FILE.EMPTY' });
    await expect(files.report(id)).rejects.toMatchObject({ code: 'HISTORY_FILE.EMPTY' });
  });

  it('tells of archived completions what the policies tell Push', async () => {
    await start({ POLICY_ARCHIVED: 'false' });
    await setup.record(1);
    await selectRows(
      setup.dataSource,
      `UPDATE completion_records SET is_archived = true,
              public_json = replace(public_json::text, '"archived":false', '"archived":true')::json`,
    );

    expect(await finished(ALL)).toMatchObject({
      written: 0,
      reasons: [{ code: 'HISTORY.ARCHIVED', count: 1 }],
    });
  });

  it('writes no line without the numbers by which Oracle knows person and course', async () => {
    await start({ MAPPING_PERSON_LOOKUP: 'true' });
    await setup.record(2);

    const { id, reasons } = await finished(ALL);

    expect(reasons).toMatchObject([{ code: 'MAPPING.PERSON_NOT_LINKED', count: 2 }]);
    expect(await reportOf(id)).toContain('not in the table: E1');
  });

  it('is only looked over in a dry run, which has a report', async () => {
    await start();
    await record({}, { completedAt: null });

    const { id, ...view } = await finished({ scope: 'all', dryRun: true });

    expect(view).toMatchObject({ selected: 2, written: 1, leftOut: 1, parts: 0, hasReport: true });
    expect(await reportOf(id)).toContain('HISTORY.NO_COMPLETION_DATE');
    await expect(files.archive(id, 1)).rejects.toMatchObject({ code: 'HISTORY_FILE.EMPTY' });
  });

  it('is finished by another process, each completion once, when the first is killed', async () => {
    await start();
    await setup.record(35);
    const { id } = await files.request(ALL, BY);

    await workAndDie(2);
    await selectRows(setup.dataSource, `UPDATE leases SET expires_at = now() + interval '1 hour'`);
    await runner.work();
    expect(await files.find(id)).toMatchObject({ state: 'running', written: 20 });
    await selectRows(setup.dataSource, `UPDATE leases SET expires_at = now() - interval '1 second'`);
    await runner.work();

    expect(await files.find(id)).toMatchObject({ state: 'finished', selected: 35, written: 35, leftOut: 0 });
    const learners = [];
    for (const part of [1, 2, 3])
      learners.push(...(await recordsOf(id, part)).map((one) => one['LearnerNumber']));
    expect(new Set(learners).size).toBe(35);
  });

  it('is made one at a time, and not without the settings it needs', async () => {
    await start();
    await files.request(ALL, BY);

    await expect(files.request(ALL, BY)).rejects.toMatchObject({ code: 'HISTORY_FILE.ANOTHER_RUNS' });
    await setup.close();
    await start({ HISTORY_FILE_ASSIGNED_BY: '' });
    await expect(files.request(ALL, BY)).rejects.toMatchObject({
      code: 'HISTORY_FILE.SETTINGS_MISSING',
      details: { obstacles: ['Enter "Person number of the assigner".'] },
    });
    await expect(files.request({ scope: 'all', from: '2026-02-01', to: '2026-02-01' }, BY)).rejects.toThrow(
      'to must be later than from',
    );
  });

  it('holds nothing any more when it is cancelled while it is made', async () => {
    await start();
    await setup.record(35);
    const { id } = await files.request(ALL, BY);
    const step = setup.service(HistoryFileStep);
    const write = step.write.bind(step);
    step.write = async (file, ...given) => {
      if (file.pages === 2) await files.discard(id);
      return write(file, ...given);
    };

    await runner.work();
    await runner.sweep();

    expect(await files.find(id)).toMatchObject({ state: 'cancelled', written: 20, parts: 0 });
    expect(await chunkCount()).toBe(0);
    await expect(files.archive(id, 1)).rejects.toMatchObject({ code: 'HISTORY_FILE.NOT_FINISHED' });
    expect(await finished(ALL)).toMatchObject({ state: 'finished', written: 35 });
  });

  it('keeps its counts when what it holds is removed, by a manager or by its age', async () => {
    await start();
    await setup.record(3);
    const [byHand, byAge, stays] = [await finished(ALL), await finished(ALL), await finished(ALL)];

    await files.discard(byHand.id);
    await selectRows(
      setup.dataSource,
      `UPDATE history_files SET finished_at = now() - interval '31 days' WHERE id = $1`,
      [byAge.id],
    );
    await runner.sweep();

    for (const { id } of [byHand, byAge])
      expect(await files.find(id)).toMatchObject({ state: 'removed', written: 3, parts: 0 });
    expect(await chunkCount()).toBe(1);
    expect(await recordsOf(stays.id)).toHaveLength(3);
  });

  it('does not pass for whole when it is removed while it is read', async () => {
    await start();
    await setup.record(3);
    const { id } = await finished(ALL);

    const { content } = await files.archive(id, 1);
    await files.discard(id);
    await runner.sweep();

    await expect(readZip(content)).rejects.toMatchObject({ code: 'HISTORY_FILE.NOT_FINISHED' });
  });

  it('is given up when it fails again and again, and says why', async () => {
    await start();
    await setup.record(1);
    const { id } = await files.request(ALL, BY);
    setup.service(HistoryFileStep).write = () => Promise.reject(new Error('no space left'));

    for (let tries = 1; tries < 10; tries += 1) await runner.work();
    expect(await files.find(id)).toMatchObject({ state: 'running', failure: 'no space left' });
    await runner.work();

    expect(await files.find(id)).toMatchObject({ state: 'failed', failure: 'no space left' });
  });

  it('is removed with a person who is erased and whom it holds; others stay', async () => {
    await start();
    await record({}, { completedAt: null });
    const withBoth = await finished(ALL);
    const withOne = await finished({ scope: 'all', from: '2026-01-01' });
    const running = await files.request(ALL, BY);

    const removed: ErasureCounts = {};
    const person = { siteId: SITE, userId: 1_001, terms: [] };
    await setup.service(HistoryErasure).erase(person, async (_manager, counts) => {
      Object.assign(removed, counts);
    });

    expect(removed).toEqual({ history_files: 1 });
    expect(await files.find(withBoth.id)).toMatchObject({ state: 'removed' });
    expect(await files.find(running.id)).toMatchObject({ state: 'failed' });
    expect(await recordsOf(withOne.id)).toHaveLength(1);
    expect(await chunkCount()).toBe(1);
  });

  it('is read no further when whoever reads it goes away', async () => {
    await start();
    await setup.record(35);
    Object.assign(setup.service(HistoryFileSizes), { page: 1, partLines: 100 });
    const { id } = await finished(ALL);
    const chunks = setup.service(HistoryChunkRepository);
    const contents = chunks.contents.bind(chunks);
    let [read, hasEnded] = [0, false];
    chunks.contents = async function* (...given) {
      try {
        for await (const content of contents(...given)) {
          read += 1;
          // Random letters: the archive is larger than what the streams on the way hold.
          yield content + randomBytes(100_000).toString('base64');
        }
      } finally {
        hasEnded = true;
      }
    };

    const { content } = await files.archive(id, 1);
    content.once('data', () => content.destroy());
    await once(content, 'close');

    await waitUntil(
      () => Promise.resolve(hasEnded),
      (isEnded) => isEnded,
    );
    expect(read).toBeLessThan(35);
  });
});
