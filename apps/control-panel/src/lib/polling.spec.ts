import { describe, expect, it } from '@jest/globals';
import { ApiError } from './api-error';
import { POLL_AFTER_FAILURE_MS, POLL_MS, pollDelay } from './polling';

const failure = (status: number) => new ApiError({ status, code: 'X', message: 'x', requestId: null });

describe('pollDelay', () => {
  it('asks often while answers come', () => {
    expect(pollDelay({ state: { status: 'success', error: null } })).toBe(POLL_MS);
  });

  it('asks seldom while the service is in trouble', () => {
    expect(pollDelay({ state: { status: 'error', error: failure(503) } })).toBe(POLL_AFTER_FAILURE_MS);
  });

  it('stops asking once nobody is signed in', () => {
    expect(pollDelay({ state: { status: 'error', error: failure(401) } })).toBe(false);
  });
});
