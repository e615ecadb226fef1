import type { PushProfile } from './delivery-profile';

/** The parts of the Settings screen, in this order. */
export const SETTING_SECTIONS = [
  'integration',
  'push',
  'mapping',
  'policies',
  'history',
  'pull',
  'totara',
  'alerts',
  'retention',
  'access',
] as const;
export type SettingSection = (typeof SETTING_SECTIONS)[number];

/** What a setting is on the wire. A moment, a list or a certificate is its text. */
export type SettingValue = string | number | boolean;

/** How a setting is entered. */
export type SettingInput =
  | { kind: 'switch' }
  | { kind: 'number'; min: number; max: number; unit: string }
  | { kind: 'choice'; choices: { value: string; label: string }[] }
  | { kind: 'url'; schemes: string[] }
  | { kind: 'text' | 'multiline' | 'secret' | 'secret_multiline' };

/** Where the value in force comes from. */
export const SettingOrigin = {
  /** Nobody has set it. */
  Default: 'default',
  /** A manager has. */
  Stored: 'stored',
  /** Pinned by a variable of the environment: it cannot be changed here. */
  Environment: 'environment',
} as const;
export type SettingOrigin = (typeof SettingOrigin)[keyof typeof SettingOrigin];

export interface SettingView {
  key: string;
  section: SettingSection;
  /** Present: it counts, and is shown, only while the delivery profile is one of these. */
  profiles?: PushProfile[];
  /** The name of the field. */
  label: string;
  /** One sentence below the field. */
  help: string;
  input: SettingInput;
  /** Write-only: `value` and `default` are always `null`. */
  isSecret: boolean;
  /** The value in force; `null` where none is. */
  value: SettingValue | null;
  /** What holds where nobody has set anything; `null`: nothing, or what follows from other settings. */
  default: SettingValue | null;
  origin: SettingOrigin;
  /** Locked: the environment says what it is. */
  isPinned: boolean;
  /** The variable that pins it, or would. */
  variable: string;
  /** Whether a secret is set. Always `false` for what is no secret. */
  hasSecret: boolean;
  /** What is stored cannot be read by this process: it is held, not used, until it is set anew or the key is back. */
  isUnreadable: boolean;
  /** When and by whom it was last changed here; `null` when never. */
  updatedAt: string | null;
  updatedBy: string | null;
}

export interface SettingSectionView {
  section: SettingSection;
  title: string;
  help: string;
  /** The keys of its settings, in the order of the fields. */
  keys: string[];
}

/** `GET /api/admin/settings`, and the answer to `PUT`. */
export interface SettingsView {
  /** Counts the changes. Sent back with one, it is refused when somebody else has changed something meanwhile. */
  version: number;
  sections: SettingSectionView[];
  settings: Record<string, SettingView>;
}

/** New values by key; `null`: back to the default. What is not named stays. */
export type SettingChanges = Record<string, SettingValue | null>;

/**
 * The body of `PUT /api/admin/settings`: all of it holds, or none. A flat object of {@link SettingChanges}, without
 * `version` and `changes`, is taken too.
 *
 * Refused are: a value that does not fit (400, `errors` names each field by its key), a setting that is pinned (409
 * `SETTINGS.PINNED`), and a version that is not the present one (409 `SETTINGS.CHANGED_MEANWHILE`; `detail` says who
 * changed what).
 */
export interface ChangeSettingsRequest {
  version?: number;
  changes: SettingChanges;
}

/**
 * The body of a connection test. Values that are not saved yet are tried in place of those in force. A stored secret
 * goes only to the address it was stored for: with another address it must be given too.
 */
export interface TestConnectionRequest {
  values?: SettingChanges;
}
