import type { ImportField } from '@oracle-integration/contracts';
import { FIRST_OWN_NUMBER } from '../people/own-numbers';
import type { DateProblem } from './cell-date';
import { quoted, type RowFault } from './row-fault';

type Column = string | null;

/** Longer than any name or number that people and courses are told apart by. */
const KEY_CHARACTERS_MAX = 500;

export function statusFault(text: string, column: Column): RowFault {
  return {
    reason: `${quoted(text)} is no status that is known.`,
    column,
    action:
      'Write Complete, Complete via rpl, In progress or Not yet started, or leave the column out of the mapping.',
  };
}

export function dateFault(problem: DateProblem, text: string, column: Column): RowFault {
  switch (problem) {
    case 'unreadable':
      return {
        reason: `${quoted(text)} is no date.`,
        column,
        action:
          'Correct the cell; if others are faulty too, look at the column and the order of day and month.',
      };
    case 'milliseconds':
      return {
        reason: `${quoted(text)} is a time in milliseconds.`,
        column,
        action: 'Export the time in seconds, as Totara keeps it: a thousandth of this number.',
      };
    case 'order_unknown':
      return {
        reason: `${quoted(text)} may be read with the day or the month first.`,
        column,
        action: 'Choose in the mapping which of them comes first.',
      };
  }
}

export function timeFault(
  problem: 'missing' | 'too_early' | 'future',
  text: string,
  column: Column,
): RowFault {
  switch (problem) {
    case 'missing':
      return {
        reason: 'The status says that the course was completed, but not when.',
        column,
        action: 'Fill in the time of completion.',
      };
    case 'too_early':
      return {
        reason: `${quoted(text)} lies before 1990.`,
        column,
        action: 'Correct the date; if others are faulty too, look at the column that is mapped.',
      };
    case 'future':
      return {
        reason: `${quoted(text)} lies in the future.`,
        column,
        action:
          'Correct the date; if others are faulty too, look at the time zone and the order of day and month.',
      };
  }
}

export function numberFault(text: string, column: Column): RowFault {
  return {
    reason: `${quoted(text)} is no number.`,
    column,
    action: 'Correct the cell, choose the other decimal mark, or leave the column out of the mapping.',
  };
}

/** What is wrong with the cell that a person or course is told apart by. */
export function keyFault(
  field: ImportField | null,
  value: string | undefined,
  column: Column,
): RowFault | undefined {
  if (value === undefined) {
    return {
      reason: 'The cell is empty, so nobody knows whom or what is meant.',
      column,
      action: 'Fill it in.',
    };
  }
  const isId = field === 'userId' || field === 'courseId';
  if (isId && (!/^\d{1,15}$/.test(value) || Number(value) === 0 || Number(value) >= FIRST_OWN_NUMBER)) {
    return {
      reason: `${quoted(value)} is no id of Totara.`,
      column,
      action: 'Correct the number, or tell people and courses apart by another column.',
    };
  }
  if (value.length <= KEY_CHARACTERS_MAX) return undefined;
  return {
    reason: `The cell has ${value.length} characters, more than anything people and courses are told apart by.`,
    column,
    action: 'Correct the cell, or choose another column.',
  };
}
