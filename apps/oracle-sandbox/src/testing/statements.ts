import { randomUUID } from 'node:crypto';
import type { Statement } from '../xapi/statement-rules';

/** A completion that xAPI allows; each call makes a different one. */
export function aStatement(overrides: Record<string, unknown> = {}): Statement {
  return {
    id: randomUUID(),
    actor: { objectType: 'Agent', mbox: 'mailto:jane@corp.example' },
    verb: { id: 'http://adlnet.gov/expapi/verbs/completed', display: { 'en-US': 'completed' } },
    object: {
      id: 'https://lms.example/course/ABC',
      objectType: 'Activity',
      definition: { name: { 'en-US': 'Fire Safety' } },
    },
    result: {
      completion: true,
      success: true,
      score: { scaled: 0.93, raw: 93, min: 0, max: 100 },
      duration: 'PT1H30M',
    },
    timestamp: '2026-01-31T10:15:00Z',
    ...overrides,
  } as Statement;
}
