import { z } from 'zod';
import { inSection, oneOf, switched, text } from './setting-definition';

/** Ids, separated by commas; as a list of numbers. */
const courseIds = z
  .string()
  .max(10_000)
  .regex(/^\s*\d{1,15}(\s*,\s*\d{1,15})*\s*$/, 'must be course ids separated by commas, such as 88, 91')
  .transform((given) => given.split(',').map(Number))
  .optional();

const categories = z
  .string()
  .max(4_000)
  .transform((given) =>
    given
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  )
  .optional();

export const POLICY_SETTINGS = inSection('policies', {
  policyStatuses: oneOf(
    [
      'POLICY_STATUSES',
      'Which completions',
      'Completions that are not chosen stay in the ledger and in Pull.',
    ],
    {
      all: 'All completions',
      complete: 'Only completed in the course',
      completeviarpl: 'Only by recognition of prior learning',
    },
    'all',
  ),
  policyCoursesIncluded: text(
    ['POLICY_COURSES_INCLUDED', 'Only these courses', 'Totara ids, separated by commas. Empty: all courses.'],
    courseIds,
  ),
  policyCoursesExcluded: text(
    ['POLICY_COURSES_EXCLUDED', 'Not these courses', 'Totara ids, separated by commas.'],
    courseIds,
  ),
  policyCategoriesIncluded: text(
    [
      'POLICY_CATEGORIES_INCLUDED',
      'Only these categories',
      'Names as in Totara, separated by commas. Empty: all categories.',
    ],
    categories,
  ),
  policyCategoriesExcluded: text(
    ['POLICY_CATEGORIES_EXCLUDED', 'Not these categories', 'Names as in Totara, separated by commas.'],
    categories,
  ),
  policyArchived: switched(
    [
      'POLICY_ARCHIVED',
      'Send archived completions',
      'Completions that Totara holds in its history only, such as those before a recertification.',
    ],
    true,
  ),
  policyGradeChanges: switched(
    [
      'POLICY_GRADE_CHANGES',
      'Send a changed grade',
      'When off, a completion that changes in its grade alone is not sent again.',
    ],
    true,
  ),
  policyRevocations: oneOf(
    [
      'POLICY_REVOCATIONS',
      'Completions taken back',
      'When Totara takes back what Oracle has. Generic JSON and ORDS can tell Oracle, with the status "revoked"; the other profiles have no words for it, and it is only shown.',
    ],
    { show: 'Only show them', send: 'Tell Oracle' },
    'show',
  ),
  policyEarliest: text(
    [
      'POLICY_EARLIEST',
      'Not completed before',
      'An ISO 8601 date such as 2024-01-01. What was completed earlier is not sent.',
    ],
    z
      .string()
      .refine((given) => !Number.isNaN(Date.parse(given)), 'must be an ISO 8601 date such as 2024-01-01')
      .transform((given) => new Date(given))
      .optional(),
  ),
});
