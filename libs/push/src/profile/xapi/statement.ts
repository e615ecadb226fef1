import { nameBasedUuid } from '@oracle-integration/platform';
import { isCompleted, secondsSpent, type ToldCompletion, toldCompletion } from '../told-completion';
import { isoDuration } from './iso-duration';
import { scoreOf } from './score';

/** How completions are told as statements. */
export interface StatementRules {
  readonly actor: 'mbox' | 'account';
  /** Of the system that the account names belong to. */
  readonly accountHomePage: string | undefined;
  /** With placeholders; see {@link objectIdOf}. */
  readonly objectId: string;
  readonly verbId: string;
  readonly language: string;
  readonly withDuration: boolean;
  /** What a statement id stands for; see {@link statementId}. */
  readonly oneStatementPer: 'completion' | 'revision';
}

/** An item as a statement is made of it. */
export interface StatementItem {
  readonly recordId: string;
  readonly revision: number;
  readonly personKey: string | null;
  readonly courseKey: string | null;
  readonly json: string;
}

/** The statement, or in one sentence what keeps it from being made and who can mend it. */
export type StatementOutcome =
  | { readonly id: string; readonly statement: object }
  /** The person or the course has no name that Oracle could know. */
  | { readonly unmapped: string }
  /** The mapping has left no completion of it. */
  | { readonly mappedAway: true }
  /** It is none that xAPI can tell. */
  | { readonly untellable: string };

/** Namespace of statement ids: an arbitrary constant, never to be changed. */
const STATEMENT_NAMESPACE = 'b2f3a9c4-6f0e-4a57-9a55-0d7c1e2b8f30';
const IRI = /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i;
const ADDRESS = /^[^\s@:]+@[^\s@:]+$/;

/**
 * The id of a statement: a name-based UUID, the same on every try, in every process and after a restore. The mapping has
 * no part in it: Oracle Learning answers a completion that comes under a new id with another enrolment, so that an id
 * that followed the mapping would enrol everybody a second time.
 *
 * For the same reason it stands for the completion, not for its revision, unless a manager chooses otherwise: a changed
 * name or grade then meets the id that Oracle has, and changes nothing there.
 */
export function statementId(
  { recordId, revision }: Pick<StatementItem, 'recordId' | 'revision'>,
  per: StatementRules['oneStatementPer'],
): string {
  return nameBasedUuid(per === 'completion' ? recordId : `${recordId} ${revision}`, STATEMENT_NAMESPACE);
}

/** Tells one item as a statement of xAPI 1.0.3. */
export function statementOf(item: StatementItem, rules: StatementRules): StatementOutcome {
  const told = toldCompletion(item.json);
  if (told.status === '') return { mappedAway: true };
  if (!isCompleted(told)) {
    return {
      untellable: `xAPI tells Oracle of completions only, and the status is ${told.status}`,
    };
  }
  if (!told.completedAt) return { untellable: 'the time of completion is not known' };
  const actor = actorOf(item, told, rules);
  if (!actor) return { unmapped: missingActor(rules) };
  const objectId = objectIdOf(item, told, rules.objectId);
  if (!objectId) return { unmapped: 'the course has no key of which an object id could be made' };
  if (!IRI.test(objectId)) return { unmapped: `the object id ${objectId} is no IRI` };
  const id = statementId(item, rules.oneStatementPer);
  const { language, verbId } = rules;
  return {
    id,
    statement: {
      id,
      actor,
      verb: { id: verbId, display: { [language]: verbId.split(/[/#:]/).at(-1) || verbId } },
      object: {
        objectType: 'Activity',
        id: objectId,
        ...(told.courseName ? { definition: { name: { [language]: told.courseName } } } : {}),
      },
      result: resultOf(told, rules),
      timestamp: told.completedAt.toISOString().replace('.000Z', 'Z'),
    },
  };
}

/**
 * Without the person's name: Oracle does not need it, and a new name would make another statement of the same id.
 *
 * By address: the key of the mapping where that is one, else the address that Totara holds. By account: the key of the
 * mapping, which without a mapping is the staff number.
 */
function actorOf(
  { personKey }: StatementItem,
  told: ToldCompletion,
  { actor, accountHomePage }: StatementRules,
): object | undefined {
  if (actor === 'mbox') {
    const address = [personKey, told.email].find((one) => one !== null && ADDRESS.test(one));
    return address ? { objectType: 'Agent', mbox: `mailto:${address}` } : undefined;
  }
  const account = personKey ?? told.personIdnumber;
  if (!account || !accountHomePage) return undefined;
  return { objectType: 'Agent', account: { homePage: accountHomePage, name: account } };
}

function missingActor({ actor }: StatementRules): string {
  return actor === 'mbox' ? 'the person has no e-mail address' : 'the person has no account name in Oracle';
}

/** Fills `{courseKey}`, `{courseId}` and `{shortname}`, escaped for an address unless the template is nothing else. */
function objectIdOf(
  { courseKey }: StatementItem,
  { courseId, courseShortname, courseIdnumber }: ToldCompletion,
  template: string,
): string | undefined {
  const values: Readonly<Record<string, string | null>> = {
    courseKey: courseKey ?? courseIdnumber,
    courseId,
    shortname: courseShortname,
  };
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  if (names.some((name) => !values[name])) return undefined;
  const isBare = template === `{${names[0]}}`;
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    isBare ? values[name]! : encodeURIComponent(values[name]!),
  );
}

function resultOf(told: ToldCompletion, { withDuration }: StatementRules): object {
  const seconds = withDuration ? secondsSpent(told) : null;
  return {
    completion: true,
    success: true,
    ...(told.grade ? { score: scoreOf(told.grade) } : {}),
    ...(seconds === null ? {} : { duration: isoDuration(seconds) }),
  };
}
