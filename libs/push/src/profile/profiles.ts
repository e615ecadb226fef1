import type { ProfileGuideView } from '@oracle-integration/contracts';
import type { Settings } from '@oracle-integration/settings';
import type { DeliveryProfile } from './delivery-profile';
import { FusionHcmRestProfile } from './fusion/fusion-hcm-rest.profile';
import { GenericJsonProfile } from './generic-json.profile';
import { OrdsProfile } from './ords/ords.profile';
import { OracleLearningXapiProfile } from './xapi/oracle-learning-xapi.profile';

/** Every choice of the setting has its profile, or this does not compile. */
type Profiles = { readonly [Name in Settings['pushProfile']]: DeliveryProfile & { readonly name: Name } };

const PROFILES: Profiles = {
  'generic-json': new GenericJsonProfile(),
  'oracle-learning-xapi': new OracleLearningXapiProfile(),
  'fusion-hcm-rest': new FusionHcmRestProfile(),
  ords: new OrdsProfile(),
};

/** The profile that the settings choose. */
export function profileOf({ pushProfile }: Pick<Settings, 'pushProfile'>): DeliveryProfile {
  return PROFILES[pushProfile];
}

/** The sections of the API Guide, one for each profile; that of the chosen one says so. */
export function profileGuides(settings: Settings): ProfileGuideView[] {
  return Object.values<DeliveryProfile>(PROFILES).map((profile) => ({
    profile: profile.name,
    isChosen: profile.name === settings.pushProfile,
    ...profile.guide(settings),
  }));
}
