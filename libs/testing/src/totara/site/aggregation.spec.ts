import { type AggregationRules, completionTime } from './aggregation';
import { CriteriaType } from './criteria-type';

const self = { id: 1, criteriatype: CriteriaType.Self };
const date = { id: 2, criteriatype: CriteriaType.Date };
const quiz = { id: 3, criteriatype: CriteriaType.Activity };
const scorm = { id: 4, criteriatype: CriteriaType.Activity };
const trainer = { id: 5, criteriatype: CriteriaType.Role };
const manager = { id: 6, criteriatype: CriteriaType.Role };

const all: AggregationRules = { overall: 'all', byType: new Map() };
const any: AggregationRules = { overall: 'any', byType: new Map() };
const anyActivity: AggregationRules = { overall: 'all', byType: new Map([[CriteriaType.Activity, 'any']]) };

describe('when a course is complete by its conditions', () => {
  it.each([
    ['all met', [self, date], all, { 1: 100, 2: 300 }, 300],
    ['one of two missing', [self, date], all, { 1: 100 }, undefined],
    ['any of two', [self, date], any, { 1: 100 }, 100],
    ['any, both met: still the latest', [self, date], any, { 1: 100, 2: 300 }, 300],
    ['none met', [self, date], any, {}, undefined],
    ['no conditions at all', [], any, {}, undefined],
    ['one activity of two, all needed', [quiz, scorm], all, { 3: 100 }, undefined],
    ['one activity of two, any will do', [quiz, scorm], anyActivity, { 3: 100 }, 100],
    ['any activity, but the other condition is open', [self, quiz, scorm], anyActivity, { 3: 5 }, undefined],
    ['any activity and the other condition', [self, quiz, scorm], anyActivity, { 3: 5, 1: 9 }, 9],
    ['all activities of a course that wants any type', [self, quiz, scorm], any, { 3: 5, 4: 7 }, 7],
    ['half the activities of a course that wants any type', [self, quiz, scorm], any, { 3: 5 }, undefined],
    ['roles are a group of their own', [trainer, manager], all, { 5: 1 }, undefined],
    ['a time before 1970 is a time', [self], all, { 1: -5 }, -5],
  ])('%s', (_, criteria, rules, met, expected) => {
    const times = new Map(Object.entries(met).map(([id, time]) => [Number(id), time]));

    expect(completionTime(criteria, rules, times)).toBe(expected);
  });
});
