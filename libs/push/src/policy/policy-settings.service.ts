import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DELIVER_EVERYTHING, DeliveryPolicies, type DeliveryPolicy } from '@oracle-integration/completions';
import { type Settings, SettingsService } from '@oracle-integration/settings';
import { profileOf } from '../profile/profiles';

/** Has the ledger go by the policies in Settings. */
@Injectable()
export class PolicySettings implements OnModuleInit {
  constructor(
    private readonly policies: DeliveryPolicies,
    private readonly settings: SettingsService,
  ) {}

  onModuleInit(): void {
    this.policies.readFrom(() => policyOf(this.settings.current()));
  }
}

/** The policy that some settings come to. */
export function policyOf(settings: Settings): DeliveryPolicy {
  const { policyStatuses, policyEarliest } = settings;
  return {
    statuses: policyStatuses === 'all' ? DELIVER_EVERYTHING.statuses : [policyStatuses],
    coursesIncluded: settings.policyCoursesIncluded ?? null,
    coursesExcluded: settings.policyCoursesExcluded ?? [],
    categoriesIncluded: settings.policyCategoriesIncluded ?? null,
    categoriesExcluded: settings.policyCategoriesExcluded ?? [],
    isArchivedSent: settings.policyArchived,
    isGradeChangeSent: settings.policyGradeChanges,
    earliest: policyEarliest?.toISOString() ?? null,
    isRevocationSent: settings.policyRevocations === 'send' && profileOf(settings).tellsRevocations,
  };
}
