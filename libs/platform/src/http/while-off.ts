import { SetMetadata } from '@nestjs/common';

/**
 * What a route of the control panel does while the integration is off. Those that say nothing are closed: nothing of
 * the panel answers then, apart from signing in, the settings and what is needed to look after people.
 */
export type WhileOffRule = 'answers' | 'closed';

export const WHILE_OFF_RULE = 'oracle-integration:while-off';

export const WhileOff = (rule: WhileOffRule) => SetMetadata(WHILE_OFF_RULE, rule);
