/** Injection token of the checked {@link Environment}. */
export const ENVIRONMENT = Symbol('ENVIRONMENT');

/** Injection token of the variables as they came, for the settings that may be pinned by them. */
export const RAW_ENVIRONMENT = Symbol('RAW_ENVIRONMENT');
