import { SetMetadata } from '@nestjs/common';

/**
 * Who may call a route. Every route declares one; a guard refuses a route that declares none, and a test proves
 * that there is none.
 *
 * - `public`: anyone
 * - `token:read`, `token:ack`: an outside system with an API token that may read completions, or acknowledge them
 * - `signature`: a system that proves itself by the request itself; the guard lets it through, and the route checks
 * - `view`, `manage`: a manager who is signed in, with at least that role
 */
export type AccessRule = 'public' | 'token:read' | 'token:ack' | 'signature' | 'view' | 'manage';

export const ACCESS_RULE = 'oracle-integration:access-rule';

export const Access = (rule: AccessRule) => SetMetadata(ACCESS_RULE, rule);
