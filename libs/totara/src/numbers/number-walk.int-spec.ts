import { LeaseService, type RawEnvironment } from '@oracle-integration/platform';
import { numberSourcesOf, SettingsService } from '@oracle-integration/settings';
import { TotaraReaderProvider } from '../reader/totara-reader.provider';
import { type CaptureRig, createCaptureRig } from '../testing/capture-rig';
import { NumberWalk } from './number-walk';

const SITE = 'totara';
const BY_JOB: RawEnvironment = { MAPPING_PERSON_FIELD: 'jobassignment' };
const BY_FIELDS: RawEnvironment = {
  MAPPING_PERSON_FIELD: 'profile',
  MAPPING_PERSON_PROFILE_FIELD: 'staffno',
  MAPPING_COURSE_FIELD: 'custom',
  MAPPING_COURSE_CUSTOM_FIELD: 'itemno',
};

describe('numbers beside the completions', () => {
  let rig: CaptureRig;
  let person: number;
  let course: number;
  const ends: (() => Promise<void>)[] = [];

  beforeEach(async () => {
    rig = await createCaptureRig();
    const { site } = rig.scratch;
    person = await site.addUser();
    course = await site.addCourse();
    await site.addJobAssignment({ userId: person, idnumber: 'J-1' });
    await site.fillInField('profile', { shortname: 'staffno', ownerId: person, data: 'P-1' });
    await site.fillInField('course', { shortname: 'itemno', ownerId: course, data: 'C-1' });
    await site.complete(person, course);
  });

  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
    await rig.drop();
  });

  function walkWith(more: RawEnvironment): NumberWalk {
    const { schema, prefix } = rig.scratch.site.location;
    const settings = new SettingsService({
      TOTARA_DATABASE_URL: rig.scratch.url,
      TOTARA_SCHEMA: schema,
      TOTARA_TABLE_PREFIX: prefix,
      ...more,
    });
    const readers = new TotaraReaderProvider();
    ends.push(() => readers.close());
    return new NumberWalk(settings, readers, rig.numbers, new LeaseService(rig.dataSource));
  }

  const stored = async () => {
    const rows = await rig.dataSource.query<{ text: string }[]>(
      `SELECT concat_ws(' ', kind, source, number) AS text FROM site_numbers ORDER BY kind DESC, source`,
    );
    return rows.map(({ text }) => text);
  };

  it('are kept by the capture, before anything is queued, and found by record', async () => {
    await rig.process(BY_FIELDS).service.capture();

    const ids = await rig.dataSource.query<{ id: string }[]>('SELECT id FROM completion_records');
    const place = { kind: 'people', source: 'profile:staffno' } as const;
    const found = await rig.numbers.ofRecords(
      place,
      ids.map(({ id }) => id),
    );

    expect(await stored()).toEqual(['people profile:staffno P-1', 'courses custom:itemno C-1']);
    expect([...found.values()]).toEqual(['P-1']);
  });

  it('are not read unless they are asked for', async () => {
    await rig.process().service.capture();

    expect(await stored()).toEqual([]);
  });

  it('are in no public JSON', async () => {
    await rig.process(BY_JOB).service.capture();

    const [row] = await rig.dataSource.query<{ json: string }[]>(
      `SELECT string_agg(public_json::text, '') || (SELECT string_agg(public_json::text, '') FROM people) AS json
         FROM completion_records`,
    );
    expect(row!.json).not.toContain('J-1');
  });

  it('are read of everybody when a setting names another place, and the others are dropped', async () => {
    await rig.process(BY_JOB).service.capture();

    await walkWith(BY_FIELDS).walk();
    const byFields = await stored();
    await walkWith({}).walk();

    expect(byFields).toEqual(['people profile:staffno P-1', 'courses custom:itemno C-1']);
    expect(await stored()).toEqual([]);
  });

  it('follow what is filled in and taken out later, and say so only when something is new', async () => {
    const { site } = rig.scratch;
    let told = 0;
    const unwatch = rig.numbers.watch(() => (told += 1));
    await rig.process(BY_FIELDS).service.capture();
    const walk = walkWith(BY_FIELDS);

    await walk.walk();
    const afterNothing = told;
    await site.fillInField('profile', { shortname: 'staffno', ownerId: person, data: 'P-2' });
    await site.fillInField('course', { shortname: 'itemno', ownerId: course, data: '' });
    await walk.walk();
    unwatch();

    expect([afterNothing, told]).toEqual([0, 1]);
    expect(await stored()).toEqual(['people profile:staffno P-2']);
  });

  it('stay as they were known of whoever was deleted in Totara', async () => {
    await rig.process(BY_JOB).service.capture();
    await rig.scratch.site.deleteUser(person);

    await walkWith(BY_JOB).walk();

    expect(await stored()).toEqual(['people jobassignment J-1']);
  });

  it('are not kept again of whoever was erased', async () => {
    await rig.process(BY_JOB).service.capture();
    await rig.dataSource.query('INSERT INTO erased_people (site_id, user_id) VALUES ($1, $2)', [
      SITE,
      person,
    ]);
    const gone = await rig.dataSource.transaction((manager) => rig.numbers.forget(manager, SITE, person));

    await walkWith(BY_JOB).walk();

    expect(gone).toEqual(['J-1']);
    expect(await stored()).toEqual([]);
  });

  it('stay as they are where they cannot be read, and completions go on being captured', async () => {
    const { service } = rig.process(BY_JOB);
    await service.capture();
    await rig.scratch.site.complete(person, await rig.scratch.site.addCourse());
    await rig.scratch.rows('DROP TABLE ttr_job_assignment');

    await walkWith(BY_JOB).walk();
    // The first look meets the missing table, and the next one does without it.
    await service.capture();
    await service.capture();

    expect(await stored()).toEqual(['people jobassignment J-1']);
    expect(await rig.ledger.counts()).toMatchObject({ completed: 2 });
  });
});

it('a field without a name names no place for numbers', () => {
  const settings = new SettingsService({ MAPPING_PERSON_FIELD: 'profile', MAPPING_COURSE_FIELD: 'custom' });

  expect(numberSourcesOf(settings.current())).toEqual({ people: null, courses: null });
});
