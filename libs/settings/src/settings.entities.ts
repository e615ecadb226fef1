import { SettingEntity } from './store/setting.entity';
import { SettingsVersionEntity } from './store/settings-version.entity';

/** For the data source of the composition root; no other module touches these classes. */
export const SETTINGS_ENTITIES = [SettingEntity, SettingsVersionEntity] as const;
