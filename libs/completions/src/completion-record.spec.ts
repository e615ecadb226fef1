import type { CompletionView } from '@oracle-integration/contracts';
import { contentOf, renderContent, renderPublicJson } from './completion-record';
import { foldObservation } from './fold-observation';
import { aPicture, currentRow, day, FIRE_SAFETY, historyRow, MARIA } from './testing/a-picture';
import { MemoryLedger } from './testing/memory-ledger';

const changedAt = new Date('2026-02-01T14:03:40.120Z');
const grade = { value: 85, max: 100, percent: 85 };
const finished = currentRow({ startedAt: day(2), completedAt: day(5), grade });

function rendered(picture: Parameters<MemoryLedger['fold']>[0]): string {
  const { changes } = foldObservation([], picture, () => '0198f3c2-0000-7000-8000-000000000001');
  const [change] = changes;
  return renderPublicJson(change!, changedAt);
}

/** The keys as they stand in the text, nested ones with their parent. */
function keysInOrder(value: object, parent = ''): string[] {
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => [
    parent + key,
    ...(typeof inner === 'object' && inner !== null ? keysInOrder(inner, `${key}.`) : []),
  ]);
}

const CONTRACT_KEYS = [
  ...[
    'id',
    'revision',
    'userId',
    'courseId',
    'status',
    'progress',
    'timeenrolled',
    'timestarted',
    'timecompleted',
  ],
  ...['grade', 'grade.value', 'grade.max', 'grade.percent', 'rpl', 'archived', 'changedAt'],
  ...['user', 'user.id', 'user.username', 'user.idnumber', 'user.firstname', 'user.lastname', 'user.email'],
  ...['user.suspended', 'user.deleted'],
  ...['course', 'course.id', 'course.fullname', 'course.shortname', 'course.idnumber', 'course.category'],
];

describe('renderPublicJson', () => {
  it('renders one record exactly as the contract shows it', () => {
    const json = rendered(aPicture({ current: finished }));

    expect(json).toBe(
      '{"id":"0198f3c2-0000-7000-8000-000000000001","revision":1,"userId":1207,"courseId":88,"status":"complete",' +
        '"progress":100,"timeenrolled":"2026-01-01T12:00:00Z","timestarted":"2026-01-02T12:00:00Z",' +
        '"timecompleted":"2026-01-05T12:00:00Z","grade":{"value":85,"max":100,"percent":85},"rpl":null,' +
        '"archived":false,"changedAt":"2026-02-01T14:03:40.120Z","user":{"id":1207,"username":"mlopez",' +
        '"idnumber":"E100234","firstname":"María","lastname":"López","email":"maria@example.com",' +
        '"suspended":false,"deleted":false},"course":{"id":88,"fullname":"Fire Safety","shortname":"FIRE-1",' +
        '"idnumber":"OLC-10021","category":"Compliance"}}',
    );
  });

  it('keeps the order of keys through archiving, revocation, anonymising and return', () => {
    const ledger = new MemoryLedger();
    const history = [historyRow(day(5))];
    const anonymised = { ...MARIA, username: 'deleted_1', deleted: true };
    const pictures = [
      aPicture({ current: finished }),
      aPicture({ history }),
      aPicture({ history, user: anonymised }),
      aPicture(),
      aPicture({ current: finished, user: null, course: null }),
    ];

    const orders = pictures.map((picture) => (ledger.fold(picture), keysInOrder(ledger.views[0]!)));

    for (const order of orders) expect(order).toEqual(CONTRACT_KEYS);
    expect(ledger.views[0]!.revision).toBe(5);
  });

  it('does not depend on the order in which a source names things', () => {
    const backwards = <Value extends object>(value: Value) =>
      Object.fromEntries(Object.entries(value).reverse()) as Value;
    const picture = aPicture({
      current: { ...finished, grade: backwards(grade) },
      user: backwards(MARIA),
      course: backwards(FIRE_SAFETY),
    });

    expect(rendered(picture)).toBe(rendered(aPicture({ current: finished })));
  });

  it.each([
    'quote " and \\ backslash',
    'line\nbreak\r\ttab',
    '\u0000 nul \u001f control \u007f',
    '\ud800 half of a pair',
    '</script><!-- \u2028\u2029',
    '","revision":99,"x":"',
    '🧯 é \u200f עברית',
    '$1 ${x} %s {} \\u0022',
  ])('is JSON whatever a name holds: %j', (text) => {
    const json = rendered(
      aPicture({
        current: { ...finished, rpl: text },
        user: { ...MARIA, username: text, lastname: text },
        course: { ...FIRE_SAFETY, fullname: text },
      }),
    );

    const view = JSON.parse(json) as CompletionView;
    expect(view).toMatchObject({ revision: 1, rpl: text, user: { username: text, lastname: text } });
    expect(view.course.fullname).toBe(text);
    expect(keysInOrder(view)).toEqual(CONTRACT_KEYS);
  });
});

describe('contentHash', () => {
  const contentFor = (picture: Parameters<MemoryLedger['fold']>[0]) => {
    const ledger = new MemoryLedger();
    ledger.fold(picture);
    return contentOf(ledger.records[0]!);
  };

  it('is the same after a round trip through the stored text', () => {
    const ledger = new MemoryLedger();
    ledger.fold(aPicture({ current: { ...finished, rpl: 'Ré"sumé\n' } }));
    const [record] = ledger.records;

    expect(renderContent(contentOf(record!)).hash).toBe(record!.contentHash);
  });

  it('differs with anything that outsiders see', () => {
    const pictures = [
      aPicture({ current: finished }),
      aPicture({ current: { ...finished, grade: { ...grade, percent: 84 } } }),
      aPicture({ current: { ...finished, startedAt: null } }),
      aPicture({ current: { ...finished, rpl: '' } }),
      aPicture({ history: [finished].map((row) => ({ ...row, source: 'history' as const })) }),
      aPicture({ current: finished, user: { ...MARIA, suspended: true } }),
      aPicture({ current: finished, course: { ...FIRE_SAFETY, category: null } }),
    ];

    const hashes = pictures.map((picture) => renderContent(contentFor(picture)).hash);

    expect(new Set(hashes).size).toBe(pictures.length);
  });
});
