import { waitUntil } from '@oracle-integration/testing';
import { SmallDisk } from './chaos/small-disk';
import { System } from './system/system';

/** A new cluster has some 50 MB, and keeps 80 MB of its log. */
const MEGABYTES = 200;

const disk = await SmallDisk.mount(MEGABYTES);
if (!disk) process.stderr.write('No disk can be mounted here, which takes root: a full one is not tried.\n');
const describeWithDisk = disk ? describe : describe.skip;

describeWithDisk('a service with its own PostgreSQL on a disk that fills up', () => {
  let system: System;

  beforeAll(async () => (system = await System.create(5)));

  afterAll(async () => {
    await system?.stop();
    await disk!.unmount();
  });

  const start = () => system.startService({ DATABASE_URL: '', DATA_DIR: disk!.folder, PUSH_HISTORY: 'all' });

  async function complete(): Promise<void> {
    await system.site.site.inTransaction(async (site) => {
      const courseId = await site.addCourse({ completedBy: 'activity' });
      for (let n = 0; n < 50; n += 1) await site.complete(await site.addUser(), courseId);
    });
  }

  it('says so, and delivers everything by itself once there is room again', async () => {
    const service = await start();
    await service.loaded();
    await service.overviewOnce(({ queue }) => queue.queued + queue.sending === 0);
    const { unique: before } = await system.oracle.stats();
    await disk!.fill();
    await complete();

    const { capture } = await waitUntil(
      () => service.overview(),
      (overview) => overview.capture.trouble !== null,
    );
    await disk!.free();
    const { unique } = await waitUntil(
      () => system.oracle.stats(),
      (stats) => stats.unique >= before + 50,
    );

    expect(capture.trouble).toMatchObject({
      code: 'CAPTURE.DISK_FULL',
      reason: expect.stringContaining('The disk of our own database is full') as string,
    });
    expect(unique).toBe(before + 50);
    await waitUntil(
      () => service.overview(),
      (overview) => overview.capture.trouble === null,
    );
  });
});
