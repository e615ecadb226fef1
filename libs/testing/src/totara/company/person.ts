import { NAME_GROUPS } from './people-names';
import type { Random } from './random';
import { DAY, workingTime } from './working-time';

/** One of the company's people, before the database knows them. */
export interface Person {
  readonly id: number;
  readonly username: string;
  readonly idnumber: string;
  readonly firstname: string;
  readonly lastname: string;
  readonly email: string;
  readonly country: string;
  readonly city: string;
  readonly timezone: string;
  readonly isDeleted: boolean;
  readonly isSuspended: boolean;
  readonly isTenantMember: boolean;
  /** Epoch seconds. */
  readonly joinedAt: number;
  /** When the account last changed: for leavers, when they left. */
  readonly changedAt: number;
}

/** Guest and administrator come first. */
export const GUEST_ID = 1;
export const ADMIN_ID = 2;
export const FIRST_PERSON_ID = 3;

const FIRST_STAFF_NUMBER = 100_000;
/** The one person that carries the staff number of the person before: HR systems do have such pairs. */
const DUPLICATED_STAFF_NUMBER = 17;
/** The one person that shares the mailbox of the person before. */
const SHARED_MAILBOX = 23;

/** Nobody of the first thirty leaves: whoever reads the sample finds the same faces at the top. */
const MANAGEMENT_SIZE = 30;

export interface PersonPeriod {
  now: number;
  historyStart: number;
}

/** Makes people one after the other; remembers which user names are taken. */
export function createPersonFactory(random: Random, { now, historyStart }: PersonPeriod) {
  const taken = new Map<string, number>();
  let mailboxBefore = '';

  return (index: number): Person => {
    const names = random.pick(NAME_GROUPS);
    const first = random.pick(names.first);
    const last = random.pick(names.last);
    const base = `${first.plain.slice(0, 1)}${last.plain}`;
    const count = (taken.get(base) ?? 0) + 1;
    taken.set(base, count);
    const username = count === 1 ? base : `${base}${count}`;

    const hasLeft = random.chance(0.08) && index >= MANAGEMENT_SIZE;
    const isDeleted = hasLeft && random.chance(0.5);
    const isSuspended = hasLeft && !isDeleted;
    const hasStaffNumber = index === DUPLICATED_STAFF_NUMBER - 1 || random.chance(0.92);
    const numberOf = index === DUPLICATED_STAFF_NUMBER ? index - 1 : index;
    const wasThereBefore = random.chance(0.6);
    const joinedAt = wasThereBefore
      ? historyStart - random.integer(0, 1500) * DAY
      : workingTime(random, historyStart, now - 40 * DAY);
    const mailbox = index === SHARED_MAILBOX ? mailboxBefore : `${username}@example.com`;
    mailboxBefore = mailbox;

    return {
      id: FIRST_PERSON_ID + index,
      username: isDeleted ? `deleted_${random.hex(32)}` : username,
      idnumber:
        isDeleted || !(hasStaffNumber || index === DUPLICATED_STAFF_NUMBER)
          ? ''
          : `E${FIRST_STAFF_NUMBER + numberOf}`,
      firstname: first.written,
      lastname: last.written,
      email: isDeleted ? '' : mailbox,
      country: names.country,
      city: names.city,
      // 99 means the server's zone, as most accounts have it.
      timezone: random.chance(0.7) ? '99' : names.timezone,
      isDeleted,
      isSuspended,
      isTenantMember: random.chance(0.05),
      joinedAt,
      changedAt: isDeleted || isSuspended ? workingTime(random, now - 200 * DAY, now) : joinedAt,
    };
  };
}
