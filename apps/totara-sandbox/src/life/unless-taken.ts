import { RowMissingError } from '@oracle-integration/testing';
import { codeOf } from '../database-failure';

const UNIQUE_VIOLATION = '23505';
const DEADLOCK = '40P01';

/**
 * Two steps at once may do the same for the same person, or get into each other's way: the second finds its place
 * taken, or what it was about to change gone, and leaves it at that.
 */
export async function unlessTaken(step: () => Promise<boolean>): Promise<boolean> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof RowMissingError) return false;
    if ([UNIQUE_VIOLATION, DEADLOCK].includes(codeOf(error))) return false;
    throw error;
  }
}
