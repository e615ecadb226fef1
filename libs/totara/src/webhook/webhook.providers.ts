import { CompletionsFollower } from './follow-up/completions-follower';
import { FollowUpService } from './follow-up/follow-up.service';
import { ImportFollower } from './follow-up/import-follower';
import { LearnerCourseFollower } from './follow-up/learner-course-follower';
import { MessageClaimRepository } from './follow-up/message-claim.repository';
import { RecordWalker } from './follow-up/record-walker';
import { WebhookController } from './intake/webhook.controller';
import { WebhookIntakeService } from './intake/webhook-intake.service';
import { WebhookRefusalRepository } from './intake/webhook-refusal.repository';
import { WebhookRefusalsService } from './intake/webhook-refusals.service';
import { WebhookAdminController } from './webhook-admin.controller';
import { WebhookMessageRepository } from './webhook-message.repository';
import { WebhookPurgeService } from './webhook-purge.service';
import { WebhookStatusService } from './webhook-status.service';
import { WebhookSchedule } from './webhook.schedule';

/** The webhooks' part of the module, which shares the reader of the site with the others. */
export const WEBHOOK_CONTROLLERS = [WebhookController, WebhookAdminController];

export const WEBHOOK_PROVIDERS = [
  WebhookMessageRepository,
  WebhookRefusalRepository,
  WebhookRefusalsService,
  WebhookIntakeService,
  WebhookStatusService,
  WebhookPurgeService,
  MessageClaimRepository,
  LearnerCourseFollower,
  CompletionsFollower,
  ImportFollower,
  RecordWalker,
  FollowUpService,
  WebhookSchedule,
];
