import { requestValidationPipe } from '@oracle-integration/platform';
import { BackfillParams, RequestBackfillBody } from './backfill.dto';

const pipe = requestValidationPipe();
const read = (body: unknown): Promise<unknown> =>
  pipe.transform(body, { type: 'body', metatype: RequestBackfillBody });

describe('the body of a request for a backfill', () => {
  it('is taken as it is', async () => {
    const body = {
      from: '2026-01-01',
      to: '2026-02-01T00:00:00Z',
      courseIds: [88],
      userIds: [7, 8],
      everything: false,
      dryRun: true,
      force: false,
      ratePerSecond: 500,
    };

    expect(await read(body)).toEqual(body);
  });

  it('may leave everything out: what is chosen is looked at as a whole later', async () => {
    expect(await read({})).toEqual({});
  });

  it.each([
    ['from', 'yesterday'],
    ['from', 20_260_101],
    ['to', '2026-02-30'],
    ['courseIds', 88],
    ['courseIds', ['88']],
    ['courseIds', [0]],
    ['courseIds', [1.5]],
    ['courseIds', [1e300]],
    ['courseIds', Array.from({ length: 1001 }, (_, index) => index + 1)],
    ['userIds', 'all'],
    ['userIds', [-1]],
    ['userIds', [null]],
    ['everything', 'yes'],
    ['dryRun', 'true'],
    ['dryRun', 1],
    ['force', 'false'],
    ['ratePerSecond', 0],
    ['ratePerSecond', '1000'],
    ['ratePerSecond', 1_000_000],
    ['ratePerSecond', 1.5],
    ['courses', [88]],
  ])('is refused with the name of what is wrong: %s is %j', async (field, value) => {
    await expect(read({ everything: true, [field]: value })).rejects.toMatchObject({
      code: 'HTTP.REQUEST_INVALID',
      details: { errors: [{ field, message: expect.stringContaining(field) as string }] },
    });
  });
});

describe('the id of a backfill', () => {
  it.each(['1', 'latest', "' OR 1=1", '0198c0de00007000800000000000'])(
    'is refused when it is none: %s',
    async (id) => {
      await expect(pipe.transform({ id }, { type: 'param', metatype: BackfillParams })).rejects.toMatchObject(
        {
          code: 'HTTP.REQUEST_INVALID',
        },
      );
    },
  );
});
