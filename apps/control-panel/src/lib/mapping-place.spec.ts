import { describe, expect, it } from '@jest/globals';
import { mappingTabOf } from './mapping-place';

describe('mappingTabOf', () => {
  it.each([
    ['MAPPING.COURSE_NOT_LINKED', 'courses'],
    ['MAPPING.PERSON_NOT_LINKED', 'people'],
    ['MAPPING.EXPRESSION_FAILED', 'sent'],
    ['PUSH.REJECTED', null],
    [null, null],
  ])('of %s', (code, tab) => {
    expect(mappingTabOf(code)).toBe(tab);
  });
});
