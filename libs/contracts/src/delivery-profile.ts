/** The interfaces of Oracle that completions can be pushed to. */
export const PUSH_PROFILES = ['generic-json', 'oracle-learning-xapi', 'fusion-hcm-rest', 'ords'] as const;
export type PushProfile = (typeof PUSH_PROFILES)[number];

/** One answer that Oracle may give, and what becomes of the completions then. */
export interface ProfileAnswerView {
  status: number;
  /** In one sentence: "All are delivered." */
  meaning: string;
  /** A body as it may look; `null`: any, or none. */
  body: string | null;
}

/** One request that we make. */
export interface ProfileExchangeView {
  /** What it is for: "Deliver completions". */
  title: string;
  help: string;
  method: string;
  /** With the settings in force; `null` while no Base URL is set. */
  url: string | null;
  /** Never a secret: their values are `***`. */
  headers: Record<string, string>;
  /** A sample body; `null`: none. */
  body: string | null;
  answers: ProfileAnswerView[];
}

/** What one delivery profile asks of Oracle: a section of the API Guide. */
export interface ProfileGuideView {
  profile: PushProfile;
  title: string;
  help: string;
  /** Whether deliveries go by it now. */
  isChosen: boolean;
  /** What must be there in Oracle before the first delivery, one sentence each. */
  needs: string[];
  exchanges: ProfileExchangeView[];
}
