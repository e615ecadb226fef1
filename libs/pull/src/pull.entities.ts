import { PullRequestEntity } from './access-log/pull-request.entity';

/** For the data source of the composition root; no other module touches these classes. */
export const PULL_ENTITIES = [PullRequestEntity] as const;
