import { Injectable } from '@nestjs/common';
import type { CourseSnapshot, UserSnapshot } from '@oracle-integration/completions';
import type { ImportCourseKey, ImportUserKey } from '@oracle-integration/contracts';
import type { CourseField, UserField } from '../../reader/queries/directory-queries';
import type { RowFault } from '../row/row-fault';
import type { ImportStep } from '../work/import-step';
import { ambiguousFault, unknownFault } from './key-faults';
import type { IdentityKind } from './site-identity.entity';
import { SiteIdentityRepository } from './site-identity.repository';

/** Who or which course a key of a file means. */
export interface Resolved<Snapshot> {
  /** `null` for what is still to get a number of our own. */
  readonly id: number | null;
  /** The same for the same person or course, with or without a number. */
  readonly identity: string;
  /** As the site shows it; `null` where it does not. */
  readonly snapshot: Snapshot | null;
}

export type Resolution<Snapshot> = Resolved<Snapshot> | RowFault;
export type Resolutions<Snapshot> = ReadonlyMap<string, Resolution<Snapshot>>;

const USER_FIELDS: Readonly<Record<ImportUserKey, UserField>> = {
  userId: 'id',
  username: 'username',
  userIdnumber: 'idnumber',
  email: 'email',
};
const COURSE_FIELDS: Readonly<Record<ImportCourseKey, CourseField>> = {
  courseId: 'id',
  courseShortname: 'shortname',
  courseIdnumber: 'idnumber',
  courseFullname: 'fullname',
};

interface Match<Snapshot> {
  readonly value: string;
  readonly id: number;
  readonly snapshot: Snapshot;
}

/** The keys of one batch, and what they are keys of. */
interface Question<Snapshot> {
  readonly kind: IdentityKind;
  readonly field: UserField | CourseField;
  readonly column: string | null;
  readonly keys: readonly string[];
  readonly matches: readonly Match<Snapshot>[];
}

/** Finds out who and which courses the keys of a file mean: by the site, else by numbers of our own. */
@Injectable()
export class KeyResolver {
  constructor(private readonly identities: SiteIdentityRepository) {}

  async users(step: ImportStep, keys: readonly string[]): Promise<Resolutions<UserSnapshot>> {
    const by = step.mapping.identifyUserBy!;
    const field = USER_FIELDS[by];
    const found = (await step.site?.findUsers(field, keys)) ?? [];
    const matches = found.map(({ value, userId: id, snapshot }) => ({ value, id, snapshot }));
    return this.resolve(step, { kind: 'user', field, column: columnOf(step, by), keys, matches });
  }

  async courses(step: ImportStep, keys: readonly string[]): Promise<Resolutions<CourseSnapshot>> {
    const by = step.mapping.identifyCourseBy!;
    const field = COURSE_FIELDS[by];
    const found = (await step.site?.findCourses(field, keys)) ?? [];
    const matches = found.map(({ value, courseId: id, snapshot }) => ({ value, id, snapshot }));
    return this.resolve(step, { kind: 'course', field, column: columnOf(step, by), keys, matches });
  }

  private async resolve<Snapshot>(
    step: ImportStep,
    question: Question<Snapshot>,
  ): Promise<Resolutions<Snapshot>> {
    const { kind, field, keys } = question;
    const found = byValue(question.matches);
    const unknown = keys.filter((key) => !found.has(key));
    const isNumbered = field !== 'id' && step.mapping.unknown === 'add';
    const numbers = isNumbered
      ? await this.numbersOf(
          step,
          kind,
          unknown.map((key) => ownKey(field, key)),
        )
      : undefined;
    return new Map(
      keys.map((key) => [key, resolution(step, question, { key, matches: found.get(key) ?? [], numbers })]),
    );
  }

  private numbersOf(
    { siteId, assignsNumbers }: ImportStep,
    kind: IdentityKind,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, number>> {
    return assignsNumbers
      ? this.identities.assign(siteId, kind, keys)
      : this.identities.find(siteId, kind, keys);
  }
}

function resolution<Snapshot>(
  { site, mapping }: ImportStep,
  { kind, field, column }: Question<Snapshot>,
  {
    key,
    matches,
    numbers,
  }: {
    key: string;
    matches: readonly Match<Snapshot>[];
    /** Numbers of our own; `undefined` where none are given. */
    numbers: ReadonlyMap<string, number> | undefined;
  },
): Resolution<Snapshot> {
  const [match] = matches;
  if (matches.length > 1) return ambiguousFault({ kind, key, column, count: matches.length });
  if (match) return { id: match.id, identity: String(match.id), snapshot: match.snapshot };
  // Where there is no site to ask, an id is what it says it is.
  if (field === 'id' && (mapping.unknown === 'add' || !site)) {
    return { id: Number(key), identity: String(Number(key)), snapshot: null };
  }
  if (!numbers) return unknownFault({ kind, key, column, isAsked: site !== undefined });
  const own = ownKey(field, key);
  return { id: numbers.get(own) ?? null, identity: own, snapshot: null };
}

function byValue<Snapshot>(matches: readonly Match<Snapshot>[]): Map<string, Match<Snapshot>[]> {
  const groups = new Map<string, Match<Snapshot>[]>();
  for (const match of matches) {
    const group = groups.get(match.value);
    if (group) group.push(match);
    else groups.set(match.value, [match]);
  }
  return groups;
}

/** Names of people and addresses are the same in capitals; and é is é, however it was typed. */
function ownKey(field: UserField | CourseField, key: string): string {
  const isInAnyCase = field === 'username' || field === 'email';
  return `${field}:${(isInAnyCase ? key.toLowerCase() : key).normalize('NFC')}`;
}

function columnOf({ mapping }: ImportStep, field: ImportUserKey | ImportCourseKey): string | null {
  return mapping.columns[field] ?? null;
}
