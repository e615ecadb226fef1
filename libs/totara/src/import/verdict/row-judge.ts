import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type CourseSnapshot, LedgerService, type UserSnapshot } from '@oracle-integration/completions';
import type { CsvRow } from '../file/csv-file';
import { KeyResolver, type Resolution, type Resolutions, type Resolved } from '../people/key-resolver';
import { shownCourse, shownUser } from '../people/shown-snapshot';
import type { RowReading, ToldCompletion } from '../row/row-reader';
import type { ImportStep } from '../work/import-step';
import { decideVerdict, faultVerdict, type RowVerdict, skippedVerdict } from './decide-verdict';
import { ImportVerdictRepository } from './import-verdict.repository';
import { type ImportedPicture, partialPicture } from './imported-picture';
import { type KnownCompletion, KnownCompletionsRepository } from './known-completions.repository';

/** A row with its verdict, and what it would bring into the ledger. */
export interface JudgedRow extends RowVerdict {
  readonly line: number;
  readonly userId: number | null;
  readonly courseId: number | null;
  readonly completedAt: Date | null;
  readonly identity: string | null;
  /** `null` for rows that tell no completion, or of people or courses that have no number yet. */
  readonly picture: ImportedPicture | null;
}

type ToldRow = Extract<RowReading, { kind: 'completion' }>;

/** A row of which it is known who and which course is meant. */
interface Candidate {
  readonly line: number;
  readonly row: ToldRow;
  readonly user: Resolved<UserSnapshot>;
  readonly course: Resolved<CourseSnapshot>;
  readonly identity: string;
}

interface Directory {
  readonly users: Resolutions<UserSnapshot>;
  readonly courses: Resolutions<CourseSnapshot>;
}

/** Judges the rows of a file, batch by batch, in the order of lines. Writes nothing into the ledger. */
@Injectable()
export class RowJudge {
  constructor(
    private readonly keys: KeyResolver,
    private readonly verdicts: ImportVerdictRepository,
    private readonly known: KnownCompletionsRepository,
    private readonly ledger: LedgerService,
  ) {}

  async judge(step: ImportStep, rows: readonly CsvRow[]): Promise<JudgedRow[]> {
    const read = rows.map(({ line, cells }) => ({ line, reading: step.rows.read(cells) }));
    const told = read.flatMap(({ reading }) => (reading.kind === 'completion' ? [reading] : []));
    const directory: Directory = {
      users: await this.keys.users(step, unique(told.map(({ userKey }) => userKey))),
      courses: await this.keys.courses(step, unique(told.map(({ courseKey }) => courseKey))),
    };
    const looked = read.map(({ line, reading }) => candidateOrVerdict(line, reading, directory));
    const candidates = looked.filter((one): one is Candidate => 'row' in one);
    const judged = await this.judgeCandidates(step, candidates);
    return looked.map((one) => ('row' in one ? judged.get(one.line)! : one));
  }

  private async judgeCandidates(
    step: ImportStep,
    candidates: readonly Candidate[],
  ): Promise<ReadonlyMap<number, JudgedRow>> {
    const firstLines = await this.firstLines(step, candidates);
    const known = await this.knownOf(step, candidates);
    const shown = candidates.map((candidate) => {
      const before = importedBefore(candidate, known(candidate));
      return { candidate, before, picture: pictureOf(candidate, before) };
    });
    const again = shown.flatMap(({ before, picture }) => (before && picture ? [picture] : []));
    const different = await this.differing(step, again);
    return new Map(
      shown.map(({ candidate, picture }) => {
        const { line, user, course, identity, row } = candidate;
        const { completed } = row.completion;
        const verdict = decideVerdict({
          firstLine: firstLines.get(line) ?? null,
          completed,
          known: known(candidate),
          isDifferent: picture !== null && different.has(picture),
        });
        const completedAt = completed.at;
        return [
          line,
          { ...verdict, line, userId: user.id, courseId: course.id, completedAt, identity, picture },
        ];
      }),
    );
  }

  /** The earlier line, in this batch or before, that tells the same completion. */
  private async firstLines(
    { importId }: ImportStep,
    candidates: readonly Candidate[],
  ): Promise<ReadonlyMap<number, number>> {
    const beforeLine = candidates[0]?.line ?? 0;
    const identities = unique(candidates.map(({ identity }) => identity));
    const first = new Map(await this.verdicts.firstLines(importId, identities, beforeLine));
    const earlier = new Map<number, number>();
    for (const { line, identity } of candidates) {
      const before = first.get(identity);
      if (before === undefined) first.set(identity, line);
      else earlier.set(line, before);
    }
    return earlier;
  }

  private async knownOf(
    { siteId }: ImportStep,
    candidates: readonly Candidate[],
  ): Promise<(candidate: Candidate) => readonly KnownCompletion[]> {
    const pairs = new Map<string, { userId: number; courseId: number }>();
    for (const { user, course } of candidates) {
      if (user.id === null || course.id === null) continue;
      pairs.set(`${user.id}:${course.id}`, { userId: user.id, courseId: course.id });
    }
    const groups = new Map<string, KnownCompletion[]>();
    for (const completion of await this.known.find(siteId, [...pairs.values()])) {
      const key = `${completion.userId}:${completion.courseId}`;
      groups.set(key, [...(groups.get(key) ?? []), completion]);
    }
    return ({ user, course }) => groups.get(`${user.id}:${course.id}`) ?? [];
  }

  /** Which rows would change what the ledger has; the ledger itself decides, so that there is one rule. */
  private async differing(
    { siteId }: ImportStep,
    pictures: readonly ImportedPicture[],
  ): Promise<ReadonlySet<ImportedPicture>> {
    const asked = new Map(pictures.map((picture) => [partialPicture(picture), picture]));
    const different = await this.ledger.differing(siteId, [...asked.keys()]);
    return new Set(different.flatMap((one) => (one.extent === 'part' ? (asked.get(one) ?? []) : [])));
  }
}

function candidateOrVerdict(
  line: number,
  reading: RowReading,
  { users, courses }: Directory,
): Candidate | JudgedRow {
  if (reading.kind === 'skipped') return withoutCompletion(line, skippedVerdict(reading.reason));
  if (reading.kind === 'error') return withoutCompletion(line, faultVerdict(reading.fault));
  const user = users.get(reading.userKey)!;
  const course = courses.get(reading.courseKey)!;
  if (isFault(user)) return withoutCompletion(line, faultVerdict(user));
  if (isFault(course)) return withoutCompletion(line, faultVerdict(course));
  return { line, row: reading, user, course, identity: identityOf(user, course, reading.completion) };
}

function isFault<Snapshot>(
  resolution: Resolution<Snapshot>,
): resolution is Exclude<typeof resolution, Resolved<Snapshot>> {
  return 'reason' in resolution;
}

function withoutCompletion(line: number, verdict: RowVerdict): JudgedRow {
  return { ...verdict, line, userId: null, courseId: null, completedAt: null, identity: null, picture: null };
}

/** 128 bits of a hash, as a UUID: short enough to be indexed a million times, and never the same by accident. */
function identityOf(
  user: Resolved<UserSnapshot>,
  course: Resolved<CourseSnapshot>,
  { completed }: ToldCompletion,
): string {
  const text = JSON.stringify([user.identity, course.identity, completed.at.getTime()]);
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** What an earlier import made of the same completion. */
function importedBefore({ row }: Candidate, known: readonly KnownCompletion[]): KnownCompletion | undefined {
  const at = row.completion.completed.at.getTime();
  return known.find(({ completedAt, isFromSite }) => !isFromSite && completedAt.getTime() === at);
}

function pictureOf(
  { row, user, course }: Candidate,
  before: KnownCompletion | undefined,
): ImportedPicture | null {
  if (user.id === null || course.id === null) return null;
  return {
    userId: user.id,
    courseId: course.id,
    user: shownUser(user.snapshot, row.user, before?.user ?? null),
    course: shownCourse(course.snapshot, row.course, before?.course ?? null),
    completion: row.completion,
  };
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
